package io.foreflow.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.report.Plot.Band;
import io.foreflow.trainer.report.Plot.Curve;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlotTest {

  private static final double[] X = {1, 2, 3, 4};

  private static Plot plot() {
    return new Plot(
        "fan",
        "a <b> & c",
        "slots",
        List.of(new Curve("actual", X, new double[] {1, 2, Double.NaN, 4}, Ink.ACTUAL)),
        List.of(new Band(X, new double[] {0, 0, 0, 0}, new double[] {5, 5, 5, 5}, Ink.MODEL)));
  }

  @Test
  void aMissingValueBreaksTheCurve() {
    SvgCanvas canvas = new SvgCanvas(Plot.WIDTH, Plot.HEIGHT);
    plot().draw(canvas);

    assertThat(canvas.svg().split("stroke-width=\"1.6\"", -1)).hasSize(3);
    assertThat(canvas.svg()).contains("<polygon", "a &lt;b&gt; &amp; c").doesNotContain("NaN");
  }

  @Test
  void isDrawnOnAnImageWithoutAScreen() throws IOException {
    PngCanvas canvas = new PngCanvas(Plot.WIDTH, Plot.HEIGHT);
    plot().draw(canvas);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    canvas.writeTo(png);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    assertThat(image.getWidth()).isEqualTo(2 * (int) Plot.WIDTH);
    int middle = image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
    assertThat(middle).as("the band is there").isNotEqualTo(0xFFFFFFFF);
  }

  @Test
  void saysThatThereIsNothingToShow() {
    SvgCanvas canvas = new SvgCanvas(Plot.WIDTH, Plot.HEIGHT);
    new Plot("none", "none", "", List.of(), List.of()).draw(canvas);

    assertThat(canvas.svg()).contains("nothing to show");
  }

  @Test
  void ticksAreRoundAndDistinct() {
    Axis axis = Axis.across(0, 1, 0, 100);
    assertThat(axis.ticks().stream().map(axis::label))
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    Axis large = Axis.across(20_000, 90_000, 0, 100);
    assertThat(large.ticks().stream().map(large::label))
        .containsExactly("20,000", "40,000", "60,000", "80,000");
    assertThat(Axis.across(3, 3, 0, 10).ticks()).isNotEmpty();
  }
}

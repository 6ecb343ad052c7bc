package io.foreflow.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.evaluation.report.Plot.Band;
import io.foreflow.evaluation.report.Plot.Curve;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlotTest {

  private static final double[] X = {1, 2, 3, 4};

  private static Plot plot() {
    return new Plot(
        "fan",
        "a <b> & c",
        "unit",
        "slots",
        NumberScale.AMOUNT,
        NumberScale.AMOUNT,
        List.of(new Curve("actual", X, new double[] {1, 2, Double.NaN, 4}, LineStyle.ACTUAL)),
        List.of(new Band("band", X, new double[] {0, 0, 0, 0}, new double[] {5, 5, 5, 5})),
        OptionalDouble.empty(),
        "caption");
  }

  @Test
  void aMissingValueBreaksTheCurve() {
    String svg = plot().svg();

    assertThat(svg.split("stroke-width=\"1.6\"", -1)).hasSize(3);
    assertThat(svg).contains("<polygon", "a &lt;b&gt; &amp; c").doesNotContain("NaN");
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
    Plot empty = new Plot("none", "none", "", "", List.of(), "");

    assertThat(empty.svg()).contains("nothing to show");
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

  @Test
  void theAxisEndsAboveTheData() {
    double[][] ranges = {{2.7, 8.9}, {0, 10}, {-3, 9.99}, {99.5, 100}, {7, 7}, {0, 0}};
    for (double[] range : ranges) {
      Axis axis = Axis.upwards(range[0], range[1], 100, 0, NumberScale.AMOUNT);

      assertThat(axis.high()).isGreaterThan(range[1]);
      assertThat(axis.low()).isLessThanOrEqualTo(range[0]);
      assertThat(axis.ticks()).first().isEqualTo(axis.low());
      assertThat(axis.ticks().size()).isBetween(3, 9);
    }
    assertThat(Axis.upwards(0, 1, 100, 0, NumberScale.PERCENT).high()).isEqualTo(1);
  }

  @Test
  void theLegendOfAnImageBreaksIntoLines() throws IOException {
    assertThat(image(2).getHeight()).isLessThan(image(12).getHeight());
    assertThat(image(2).getWidth()).isEqualTo(image(12).getWidth());
  }

  private static BufferedImage image(int curves) throws IOException {
    List<Curve> many =
        IntStream.range(0, curves)
            .mapToObj(i -> new Curve("a long name " + i, X, X, LineStyle.other(i)))
            .toList();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    PlotImage.write(new Plot("many", "many", "", "", many, ""), png);
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }
}

package io.foreflow.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Colours by the rules of WCAG AA. */
class PlotColorTest {

  private static final double TEXT = 4.5;
  private static final double GRAPHICS = 3;

  private static final List<Function<PlotColor, String>> THEMES =
      List.of(PlotColor::light, PlotColor::dark);

  @Test
  void textsAreReadable() {
    for (Function<PlotColor, String> theme : THEMES) {
      for (PlotColor ground : List.of(PlotColor.PAGE, PlotColor.SURFACE)) {
        for (PlotColor text : List.of(PlotColor.TEXT, PlotColor.QUIET, PlotColor.MODEL)) {
          assertThat(contrast(theme.apply(text), theme.apply(ground)))
              .as("%s on %s", text, ground)
              .isGreaterThanOrEqualTo(TEXT);
        }
      }
    }
  }

  @Test
  void linesStandOut() {
    EnumSet<PlotColor> lines =
        EnumSet.complementOf(EnumSet.of(PlotColor.PAGE, PlotColor.SURFACE, PlotColor.GRID));
    for (Function<PlotColor, String> theme : THEMES) {
      for (PlotColor line : lines) {
        assertThat(contrast(theme.apply(line), theme.apply(PlotColor.SURFACE)))
            .as("%s", line)
            .isGreaterThanOrEqualTo(GRAPHICS);
      }
    }
  }

  @Test
  void noTwoLinesLookTheSame() {
    List<LineStyle> others = IntStream.range(0, 30).mapToObj(LineStyle::other).toList();

    assertThat(others).doesNotHaveDuplicates();
    assertThat(others).noneMatch(style -> style.color() == LineStyle.MODEL.color());
    assertThat(others).allMatch(style -> style.width() < LineStyle.MODEL.width());
  }

  @Test
  void likeColoursHaveOtherDashes() {
    // Without the difference of red and green, the distance of these is small.
    List<LineStyle> ten = IntStream.range(0, 10).mapToObj(LineStyle::other).toList();
    for (LineStyle one : ten) {
      for (LineStyle other : ten) {
        if (!one.equals(other) && deuteranopeDistance(one, other) < 0.04) {
          assertThat(one.dash()).as("%s and %s", one, other).isNotEqualTo(other.dash());
        }
      }
    }
  }

  private static double contrast(String one, String other) {
    double a = luminance(linear(one));
    double b = luminance(linear(other));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(double[] rgb) {
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static double[] linear(String hex) {
    Color color = Color.decode(hex);
    return IntStream.of(color.getRed(), color.getGreen(), color.getBlue())
        .mapToDouble(part -> part / 255.0)
        .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
        .toArray();
  }

  /** Between what the two are to eyes without green cones (Machado and others, 2009). */
  private static double deuteranopeDistance(LineStyle one, LineStyle other) {
    double[] a = seenWithoutGreen(linear(one.color().light()));
    double[] b = seenWithoutGreen(linear(other.color().light()));
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (Math.cbrt(a[i]) - Math.cbrt(b[i])) * (Math.cbrt(a[i]) - Math.cbrt(b[i]));
    }
    return sum;
  }

  private static double[] seenWithoutGreen(double[] rgb) {
    return new double[] {
      0.367322 * rgb[0] + 0.860646 * rgb[1] - 0.227968 * rgb[2],
      0.280085 * rgb[0] + 0.672501 * rgb[1] + 0.047413 * rgb[2],
      -0.011820 * rgb[0] + 0.042940 * rgb[1] + 0.968881 * rgb[2]
    };
  }
}

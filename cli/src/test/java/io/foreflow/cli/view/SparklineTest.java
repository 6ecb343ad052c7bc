package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final float[] NONE = {};
  private static final float NAN = Float.NaN;

  @Test
  void readingsAndForecastShareAScale() {
    float[] median = {6, 5};

    assertThat(draw(new float[] {0, 1, 2, 3, 4}, median, 7)).isEqualTo("▁▂▃▄▅▇▆");
  }

  @Test
  void forecastTakesAThirdAtMost() {
    float[] median = {9, 9, 9, 9, 9, 9};

    assertThat(Sparkline.past(9, median.length)).isEqualTo(6);
    assertThat(draw(new float[] {0, 0, 0, 0, 0, 0}, median, 9)).isEqualTo("▁▁▁▁▁▁▇▇▇");
  }

  @Test
  void missingReadingsAreDotsBetweenOthers() {
    assertThat(draw(new float[] {NAN, NAN, 1, NAN, 2, NAN}, NONE, 6)).isEqualTo("  ▁·▇·");
  }

  @Test
  void everythingFitsWhateverThereIs() {
    float huge = Float.MAX_VALUE;
    assertThat(draw(NONE, NONE, 4)).isEqualTo("    ");
    assertThat(draw(new float[] {5, 5, 5}, NONE, 5)).isEqualTo("  ▄▄▄");
    assertThat(draw(new float[] {-huge, huge}, NONE, 2)).isEqualTo("▁▇");
    assertThat(draw(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, NONE, 3)).isEqualTo("▁▄▇");
    assertThat(draw(new float[] {NAN, NAN, NAN}, new float[] {NAN}, 3)).isEqualTo("   ");
  }

  @Test
  void forecastHasAColourOfItsOwn() {
    ChartData picture = new ChartData(new float[] {1, 2}, NONE, new float[] {3}, NONE);

    assertThat(Sparkline.draw(picture, 3, Palette.COLOURS))
        .isEqualTo("\u001b[36m▁▄\u001b[0m\u001b[1;33m▇\u001b[0m");
  }

  private static String draw(float[] readings, float[] median, int columns) {
    return Sparkline.draw(new ChartData(readings, median, median, median), columns, Palette.NONE);
  }
}

package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistorySummaryTest {

  private static SeriesHistory daily(String name, int slots) {
    float[] values = new float[slots];
    for (int i = 0; i < slots; i++) {
      values[i] = i % 24;
    }
    return new SeriesHistory(name, 0, values);
  }

  @Test
  void findsTheSeasonsThatMostSeriesShow() {
    HistorySummary summary =
        HistorySummary.of(List.of(daily("a", 400), daily("b", 500)), 30, List.of(7, 24));

    assertThat(summary.seasons()).containsExactly(24);
    assertThat(summary.warnings()).isEmpty();
    assertThat(summary)
        .hasToString(
            "2 series of 400 to 500 slots (median 500), 0.0 % missing, seasons [24], found [24]");
  }

  @Test
  void warnsOfSeriesThatTeachNothing() {
    SeriesHistory flat = new SeriesHistory("flat", 0, new float[100]);
    float[] holes = new float[100];
    java.util.Arrays.fill(holes, 1, 100, Float.NaN);
    SeriesHistory gappy = new SeriesHistory("gappy", 0, holes);

    HistorySummary summary =
        HistorySummary.of(List.of(flat, gappy, daily("short", 5)), 30, List.of());

    assertThat(summary.constant()).containsExactly("flat", "gappy");
    assertThat(summary.tiny()).containsExactly("short");
    assertThat(summary.warnings())
        .hasSize(3)
        .anyMatch(warning -> warning.contains("1 of 3 series are too short"))
        .anyMatch(warning -> warning.contains("never change"))
        .anyMatch(warning -> warning.contains("check the cadence"));
  }

  @Test
  void findsSeasonsThatNoCalendarHas() {
    java.util.Random random = new java.util.Random(3);
    List<SeriesHistory> histories = new java.util.ArrayList<>();
    for (int s = 0; s < 5; s++) {
      float[] values = new float[1200];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            (float)
                (10 * Math.sin(2 * Math.PI * i / 37)
                    + (i % 185 < 20 ? 25 : 0)
                    + random.nextGaussian());
      }
      histories.add(new SeriesHistory("s" + s, 0, values));
    }

    HistorySummary summary = HistorySummary.of(histories, 30, List.of(24, 168));

    assertThat(summary.seasons()).isEmpty();
    assertThat(summary.found()).containsExactly(37, 185);
    assertThat(summary.warnings(List.of(24, 168)))
        .containsExactly(
            "the readings repeat themselves every 37 and 185 slots, and the model's seasons are"
                + " [24, 168]; set others with --seasons");
    assertThat(summary.warnings(List.of(185))).isEmpty();
    assertThat(summary.warnings(List.of(38, 184))).as("nearly the same").isEmpty();
  }

  @Test
  void findsTheWeekBesideTheDay() {
    java.util.Random random = new java.util.Random(4);
    float[] values = new float[168 * 6];
    for (int i = 0; i < values.length; i++) {
      boolean weekend = i / 24 % 7 >= 5;
      values[i] =
          (float)
              ((weekend ? 3 : 10) * Math.sin(2 * Math.PI * i / 24)
                  + (weekend ? -8 : 0)
                  + random.nextGaussian());
    }

    HistorySummary summary =
        HistorySummary.of(List.of(new SeriesHistory("a", 0, values)), 30, List.of());

    assertThat(summary.found()).containsExactly(24, 168);
  }

  @Test
  void findsOneSeasonDespiteNoisyPeaks() {
    java.util.Random random = new java.util.Random(6);
    float[] values = new float[4000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * Math.sin(2 * Math.PI * i / 290) + 2 * random.nextGaussian());
    }

    assertThat(found("a", values))
        .singleElement()
        .satisfies(found -> assertThat(found).isBetween(280, 300));
  }

  @Test
  void findsNoSeasonInNoiseOrWalks() {
    java.util.Random random = new java.util.Random(5);
    float[] noise = new float[1000];
    float[] walk = new float[1000];
    for (int i = 1; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
      walk[i] = walk[i - 1] + (float) random.nextGaussian();
    }

    assertThat(found("noise", noise)).isEmpty();
    assertThat(found("walk", walk)).isEmpty();
  }

  private static List<Integer> found(String name, float[] values) {
    return HistorySummary.of(List.of(new SeriesHistory(name, 0, values)), 30, List.of()).found();
  }

  @Test
  void countsGapsAndTheParts() {
    float[] holes = {1, Float.NaN, 2, Float.NaN, Float.NaN, 3, 4, 5};
    HistorySummary summary =
        HistorySummary.of(
            List.of(
                new SeriesHistory("a", 0, holes),
                new SeriesHistory("a", 100, new float[] {1, 2, 3, 4}),
                new SeriesHistory("b", 0, new float[] {1, 2})),
            3,
            List.of());

    assertThat(summary)
        .hasToString(
            "2 series in 3 parts of 2 to 8 slots (median 4), 21.4 % missing in 2 gaps of up to 2"
                + " slots, seasons [], found []");
    assertThat(summary.warnings())
        .containsExactly(
            "1 of 3 parts of series are too short to learn from, such as b; they are left out");
  }
}

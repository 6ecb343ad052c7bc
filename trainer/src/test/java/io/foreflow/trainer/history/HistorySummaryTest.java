package io.foreflow.trainer.history;

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
        .hasToString("2 series of 400 to 500 slots (median 500), 0.0 % missing, seasons [24]");
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
        .anyMatch(warning -> warning.contains("is the cadence right?"));
  }
}

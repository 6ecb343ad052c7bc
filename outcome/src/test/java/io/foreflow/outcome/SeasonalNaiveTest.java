package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SeasonalNaiveTest {

  private static final float[] HISTORY = {1, 2, 3, 4, 10, 20, 30, 40};

  @Test
  void takesTheSamePhaseOfTheLastSeason() {
    assertThat(SeasonalNaive.forecast(HISTORY, 1, 4)).isEqualTo(10);
    assertThat(SeasonalNaive.forecast(HISTORY, 4, 4)).isEqualTo(40);
    assertThat(SeasonalNaive.forecast(HISTORY, 5, 4)).isEqualTo(10);
  }

  @Test
  void takesTheNewestReadingWithoutSeason() {
    assertThat(SeasonalNaive.forecast(HISTORY, 1, 1)).isEqualTo(40);
    assertThat(SeasonalNaive.forecast(HISTORY, 3, 1)).isEqualTo(40);
  }

  @Test
  void takesTheNewestReadingOfShortHistory() {
    assertThat(SeasonalNaive.forecast(HISTORY, 1, 24)).isEqualTo(40);
    assertThat(SeasonalNaive.forecast(new float[0], 1, 24)).isNaN();
  }

  @Test
  void meanErrorComparesSeasons() {
    assertThat(SeasonalNaive.meanError(HISTORY, 4)).isEqualTo((9f + 18 + 27 + 36) / 4);
    assertThat(SeasonalNaive.meanError(HISTORY, 8)).isZero();
    assertThat(SeasonalNaive.meanError(new float[] {1, Float.NaN, 3, 7, 4}, 2)).isEqualTo(1.5f);
  }
}

package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeasonalNaiveTest {
  /** A missing reading. */
  private static final float NONE = Float.NaN;

  private static final float[] HISTORY = {1, 2, 3, 4, 10, 20, 30, 40};

  private static float forecast(float[] history, int step, int season) {
    SeasonalNaive naive = new SeasonalNaive(season);
    for (float reading : history) {
      naive.observe(reading);
    }
    return naive.forecast(step);
  }

  @Test
  void takesTheSamePhaseOfTheLastSeason() {
    assertThat(forecast(HISTORY, 1, 4)).isEqualTo(10);
    assertThat(forecast(HISTORY, 4, 4)).isEqualTo(40);
    assertThat(forecast(HISTORY, 5, 4)).isEqualTo(10);
  }

  @Test
  void takesTheNewestReadingWithoutSeason() {
    assertThat(forecast(HISTORY, 1, 1)).isEqualTo(40);
    assertThat(forecast(HISTORY, 3, 1)).isEqualTo(40);
    assertThat(forecast(new float[] {1, 2, NONE}, 1, 1)).isEqualTo(2);
  }

  @Test
  void takesAnEarlierSeasonForMissingReadings() {
    float[] once = {1, 2, 3, 4, NONE, 20, 30, 40};
    assertThat(forecast(once, 1, 4)).isEqualTo(1);
    float[] twice = {1, 2, 3, 4, NONE, 20, 30, 40, NONE, 200, 300, NONE};
    assertThat(forecast(twice, 1, 4)).isEqualTo(1);
    assertThat(forecast(twice, 4, 4)).isEqualTo(40);
  }

  @Test
  void takesTheNewestReadingOfUnknownPhases() {
    assertThat(forecast(HISTORY, 1, 24)).isEqualTo(40);
    assertThat(forecast(new float[] {NONE, 2, 3, 4, NONE}, 4, 4)).isEqualTo(4);
  }

  @Test
  void forecastsNothingBeforeTheFirstReading() {
    assertThat(forecast(new float[0], 1, 24)).isNaN();
    assertThat(forecast(new float[] {NONE, NONE}, 1, 2)).isNaN();
  }

  /** The state of a series holds such a history, because models impute in this way. */
  @Test
  void gapsFilledFromTheSeasonBeforeChangeNothing() {
    Random random = new Random(3);
    for (int season : new int[] {1, 5, 24}) {
      float[] filled = new float[200];
      SeasonalNaive naive = new SeasonalNaive(season);
      for (int i = 0; i < filled.length; i++) {
        boolean missing = i >= season && random.nextInt(3) == 0;
        filled[i] = missing ? filled[i - season] : random.nextFloat();
        naive.observe(missing ? NONE : filled[i]);
        for (int step = 1; i >= season && step <= 50; step++) {
          int from = i - SeasonalNaive.slotsBack(step, season);
          assertThat(naive.forecast(step)).isEqualTo(filled[from]);
        }
      }
    }
  }

  @Test
  void meanErrorComparesSeasons() {
    assertThat(SeasonalNaive.meanError(HISTORY, 4)).isEqualTo((9.0 + 18 + 27 + 36) / 4);
    assertThat(SeasonalNaive.meanError(HISTORY, 6, 4)).isEqualTo((9.0 + 18) / 2);
    assertThat(SeasonalNaive.meanError(HISTORY, 100, 4)).isEqualTo((9.0 + 18 + 27 + 36) / 4);
    assertThat(SeasonalNaive.meanError(HISTORY, 8)).isZero();
    assertThat(SeasonalNaive.meanError(new float[] {1, NONE, 3, 7, 4}, 2)).isEqualTo(1.5);
  }
}

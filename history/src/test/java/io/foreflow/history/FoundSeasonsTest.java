package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeasonFinding.Outcome;
import io.foreflow.series.SlotGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundSeasonsTest {

  private static final int HORIZON = 24;

  /** Some series with the same pattern, a drifting level and noise. */
  private static List<SeriesHistory> series(
      int count, int slots, double noise, double drift, long seed, IntToDoubleFunction pattern) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SeriesHistory> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[slots];
      double level = 20;
      for (int slot = 0; slot < slots; slot++) {
        level += drift * random.nextGaussian();
        values[slot] =
            (float) (level + pattern.applyAsDouble(slot) + noise * random.nextGaussian());
      }
      series.add(new SeriesHistory("series-" + i, 1_000, values));
    }
    return series;
  }

  private static double wave(int slot, int period) {
    return Math.sin(2 * Math.PI * slot / period) + 0.5 * Math.cos(4 * Math.PI * slot / period);
  }

  private static List<Integer> found(List<SeriesHistory> histories, Duration cadence) {
    return FoundSeasons.in(histories, new SlotGrid(cadence.toMillis()), HORIZON).seasons();
  }

  @Test
  void weeklyReadingsHaveAYear() {
    List<SeriesHistory> sales = series(5, 260, 0.5, 0.05, 1, slot -> 2 * wave(slot, 52));

    assertThat(found(sales, Duration.ofDays(7))).containsExactly(52);
  }

  @Test
  void dailyReadingsHaveAWeekAndAYear() {
    List<SeriesHistory> sales =
        series(5, 1_500, 0.5, 0.02, 2, slot -> (slot % 7 >= 5 ? -2 : 0) + 3 * wave(slot, 365));

    assertThat(found(sales, Duration.ofDays(1))).containsExactly(7, 365);
  }

  @Test
  void hourlyReadingsHaveADayAndAWeek() {
    List<SeriesHistory> loads =
        series(5, 1_500, 0.3, 0.05, 3, slot -> (slot / 24 % 7 >= 5 ? 1 : 2) * wave(slot, 24));

    assertThat(found(loads, Duration.ofHours(1))).containsExactly(24, 168);
  }

  @Test
  void quarterHoursHaveDayAndWeek() {
    List<SeriesHistory> loads =
        series(3, 3_500, 0.3, 0.02, 4, slot -> (slot / 96 % 7 >= 5 ? 1 : 2) * wave(slot, 96));

    assertThat(found(loads, Duration.ofMinutes(15))).containsExactly(96, 672);
  }

  @Test
  void fiveMinutesHaveADay() {
    List<SeriesHistory> speeds = series(4, 1_600, 0.5, 0.05, 5, slot -> 2 * wave(slot, 288));

    assertThat(found(speeds, Duration.ofMinutes(5))).containsExactly(288);
  }

  @Test
  void machinesHaveSeasonsThatNoCalendarHas() {
    List<SeriesHistory> machines = series(4, 2_000, 0.5, 0.02, 6, slot -> 2 * wave(slot, 37));

    assertThat(found(machines, Duration.ofHours(1))).containsExactly(37);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noiseAndWalksHaveNoSeason(long seed) {
    for (int count : new int[] {1, 6}) {
      for (int slots : new int[] {520, 3_000}) {
        assertThat(found(series(count, slots, 1, 0, seed, slot -> 0), Duration.ofHours(1)))
            .isEmpty();
        assertThat(found(series(count, slots, 0, 1, seed, slot -> 0), Duration.ofHours(1)))
            .isEmpty();
        assertThat(
                found(series(count, slots, 1, 0, seed, slot -> 0.01 * slot), Duration.ofHours(1)))
            .as("trend")
            .isEmpty();
      }
    }
  }

  @Test
  void waveWithoutNoiseIsASeason() {
    List<SeriesHistory> wave =
        series(1, 1_000, 0, 0, 1, slot -> Math.sin(2 * Math.PI * slot / 24.0));

    assertThat(found(wave, Duration.ofHours(1))).containsExactly(24);
  }

  @Test
  void constantAndEmptySeriesHaveNoSeason() {
    float[] missing = new float[600];
    Arrays.fill(missing, Float.NaN);
    List<SeriesHistory> dull =
        List.of(
            new SeriesHistory("flat", 0, new float[600]), new SeriesHistory("none", 0, missing));

    assertThat(found(dull, Duration.ofHours(1))).isEmpty();
  }

  @Test
  void tooShortHistorySaysSo() {
    List<SeriesHistory> days = series(3, 240, 0.2, 0.02, 7, slot -> 2 * wave(slot, 24));

    FoundSeasons found =
        FoundSeasons.in(days, new SlotGrid(Duration.ofHours(1).toMillis()), HORIZON);

    assertThat(found.seasons()).containsExactly(24);
    assertThat(found.about(168))
        .hasValueSatisfying(
            week -> {
              assertThat(week.outcome()).isEqualTo(Outcome.TOO_SHORT);
              assertThat(week.text())
                  .isEqualTo(
                      "the history is too short for a season of 168 slots (a week): its typical"
                          + " series has 240 slots, 504 are needed");
            });
  }

  @Test
  void walksAreToldFromSeriesThatReturn() {
    SlotGrid hour = new SlotGrid(Duration.ofHours(1).toMillis());

    FoundSeasons walk = FoundSeasons.in(series(1, 2_000, 0, 1, 8, slot -> 0), hour, HORIZON);
    FoundSeasons noise = FoundSeasons.in(series(1, 2_000, 1, 0, 8, slot -> 0), hour, HORIZON);

    assertThat(walk.isWalk()).isTrue();
    assertThat(walk.growth()).isBetween(0.4, 0.6);
    assertThat(noise.isWalk()).isFalse();
    assertThat(noise.linearGain()).isGreaterThan(0.2);
  }

  @Test
  void oneOfThousandSeriesCostsNoMore() {
    List<SeriesHistory> one = series(1, 700, 0.3, 0.02, 9, slot -> 2 * wave(slot, 24));
    List<SeriesHistory> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(one.get(0));
    }

    assertThat(found(many, Duration.ofHours(1))).isEqualTo(found(one, Duration.ofHours(1)));
  }
}

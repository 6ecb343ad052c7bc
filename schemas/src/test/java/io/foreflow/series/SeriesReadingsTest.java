package io.foreflow.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesReadingsTest {

  private static final SlotGrid GRID = new SlotGrid(10);

  private static SlotRules rules(Duplicates duplicates, int maxGap) {
    return new SlotRules(GRID, duplicates, maxGap);
  }

  private static SeriesReadings readings(float[]... rows) {
    SeriesReadings readings = new SeriesReadings("a", 0);
    for (float[] row : rows) {
      readings.add((long) row[0], row[1], Reading.NO_COVARIATES);
    }
    return readings;
  }

  @ParameterizedTest
  @CsvSource({"4, 5, STEPS", "4, 7, STEPS", "4, 8, STARTS_AFRESH", "4, 4, DUPLICATE", "4, 3, LATE"})
  void theDistanceOfASlotDecidesItsStep(long last, long slot, SlotStep step) {
    assertThat(SlotStep.of(last, slot, 2)).isEqualTo(step);
  }

  @Test
  void gapsUpToTheMaximumBecomeMissingSlots() {
    SeriesReadings readings =
        readings(new float[] {-15, 1}, new float[] {12, 2}, new float[] {50, 3});

    List<SlotRun> runs = readings.runs(rules(Duplicates.FIRST, 2));

    assertThat(runs).extracting(SlotRun::firstSlot).containsExactly(-2L, 5L);
    assertThat(runs.get(0).values()[0]).containsExactly(1, Float.NaN, Float.NaN, 2);
    assertThat(runs).extracting(SlotRun::stepped).containsExactly(2, 1);
    assertThat(readings.runs(rules(Duplicates.FIRST, 1))).hasSize(3);
    assertThat(readings.runs(rules(Duplicates.FIRST, 3))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"FIRST, NaN", "LAST, 4", "MEAN, 3", "OHLC, 4"})
  void readingsOfASlotAreSortedByTime(Duplicates duplicates, float expected) {
    List<SlotRun> runs =
        readings(
                new float[] {9, Float.NaN},
                new float[] {8, 4},
                new float[] {1, Float.NaN},
                new float[] {2, 2})
            .runs(rules(duplicates, 0));

    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).values()[0]).containsExactly(expected);
    assertThat(runs.get(0).stepped()).isEqualTo(1);
    if (duplicates == Duplicates.OHLC) {
      assertThat(runs.get(0).values()).hasDimensions(4, 1);
      assertThat(runs.get(0).values()[1]).as("open").containsExactly(2);
    }
  }

  @Test
  void atEqualTimesTheFirstArrivalWins() {
    SeriesReadings readings =
        readings(new float[] {20, 9}, new float[] {3, 1}, new float[] {3, 2}, new float[] {3, 3});

    assertThat(readings.runs(rules(Duplicates.FIRST, 5)).get(0).values()[0][0]).isEqualTo(1);
    assertThat(readings.runs(rules(Duplicates.LAST, 5)).get(0).values()[0][0]).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Duplicates.class)
  void theOrderOfArrivalDoesNotMatter(Duplicates duplicates) {
    int covariates = duplicates == Duplicates.OHLC ? 0 : 1;
    Random random = new Random(1);
    List<Reading> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      float[] beside = new float[covariates];
      java.util.Arrays.fill(beside, random.nextFloat());
      all.add(new Reading("a", i * 3L + (i / 100) * 70L, random.nextFloat(), beside));
    }
    List<SlotRun> sorted = runs(all, covariates, duplicates);
    Collections.shuffle(all, random);
    List<SlotRun> shuffled = runs(all, covariates, duplicates);

    assertThat(sorted).hasSize(5);
    assertThat(shuffled).usingRecursiveComparison().isEqualTo(sorted);
  }

  private static List<SlotRun> runs(List<Reading> all, int covariates, Duplicates duplicates) {
    SeriesReadings readings = new SeriesReadings("a", covariates);
    all.forEach(one -> readings.add(one.time(), one.value(), one.covariates()));
    assertThat(readings.count()).isEqualTo(all.size());
    return readings.runs(rules(duplicates, 5));
  }

  @Test
  void wrongCovariatesAreRefused() {
    assertThatThrownBy(() -> new SeriesReadings("a", 2).add(0, 1, new float[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("covariates: found 1, allowed: 2");
  }

  @Test
  void candlesHaveTheirOwnCovariates() {
    assertThatThrownBy(() -> SlotPolicy.of(Duplicates.OHLC, GRID, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duplicates: found ohlc with 2 covariates, allowed: with 3");
  }
}

package io.foreflow.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoredDetectorTest {

  private static final int SLOTS = 800;
  private static final int COUNTED = 400;
  private static final int BUDGET = 9;

  /** Noise of any size, with a spike in the middle of what counts of each series, or without. */
  private static List<WatchedSeries> series(double spike) {
    Random random = new Random(1);
    List<WatchedSeries> series = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      float[] values = new float[SLOTS];
      for (int slot = 0; slot < SLOTS; slot++) {
        values[slot] = (float) ((number + 1) * random.nextGaussian());
      }
      values[50] = Float.NaN;
      values[700] += (float) ((number + 1) * spike);
      series.add(new WatchedSeries(new SeriesHistory("s" + number, 0, values), 200, COUNTED));
    }
    return series;
  }

  @ParameterizedTest
  @ValueSource(strings = {"zScore", "ewma", "cutForest"})
  void keepsItsBudgetAndFindsSpikes(String name) {
    Supplier<Scorer> scorers = Objects.requireNonNull(Detectors.others().get(name));
    ScoredDetector detector = ScoredDetector.of(scorers, series(0), List::size, BUDGET);

    assertThat(detector.alarms(series(0)).size()).isBetween(BUDGET - 3, BUDGET);
    assertThat(detector.alarms(series(20))).filteredOn(alarm -> alarm.slot() == 700).hasSize(3);
    assertThat(detector.alarms(series(20))).allMatch(alarm -> alarm.slot() >= COUNTED);
  }
}

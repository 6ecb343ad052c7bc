package io.foreflow.benchmarks.anomaly;

import io.foreflow.history.SeriesHistory;
import java.util.Arrays;
import java.util.List;

/**
 * A series to be watched, in three parts: the first trains the model, the second warms up the
 * watch, and the third counts.
 *
 * @param history all of it
 * @param watched index of the first reading after the training
 * @param counted index of the first reading that counts
 */
record WatchedSeries(SeriesHistory history, int watched, int counted) {

  /** The part for the training. */
  SeriesHistory training() {
    float[] part = Arrays.copyOf(history.values(), watched);
    return new SeriesHistory(history.series(), history.firstSlot(), part);
  }

  /** How many slots count. */
  int countedSlots() {
    return history.slots() - counted;
  }

  static List<SeriesHistory> histories(List<WatchedSeries> series) {
    return series.stream().map(WatchedSeries::history).toList();
  }

  static List<SeriesHistory> trainings(List<WatchedSeries> series) {
    return series.stream().map(WatchedSeries::training).toList();
  }

  /** How many weeks of all series together count. */
  static double weeks(List<WatchedSeries> series, long cadenceMillis) {
    long slots = series.stream().mapToLong(WatchedSeries::countedSlots).sum();
    return (double) slots * cadenceMillis / (7 * 86_400_000.0);
  }
}

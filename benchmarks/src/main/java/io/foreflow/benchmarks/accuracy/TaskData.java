package io.foreflow.benchmarks.accuracy;

import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The series of a task and their parts.
 *
 * @param training the training part of each series, which is all that a training sees
 * @param whole the series that are stepped through the file, in the same order
 * @param origins the origins of each series, by index of the reading
 */
record TaskData(List<SeriesHistory> training, List<SeriesHistory> whole, List<Origins> origins) {

  /** The origins of a series, from the first to the last. */
  record Origins(int first, int last) {

    boolean include(int slot) {
      return slot >= first && slot <= last;
    }

    int count() {
      return last - first + 1;
    }
  }

  TaskData {
    training = List.copyOf(training);
    whole = List.copyOf(whole);
    origins = List.copyOf(origins);
  }

  /** Data with the same training part and the same origins for every series. */
  static TaskData alike(List<SeriesHistory> whole, int trainingSlots, Origins origins) {
    List<SeriesHistory> training = new ArrayList<>();
    List<Origins> all = new ArrayList<>();
    for (SeriesHistory series : whole) {
      float[] part = Arrays.copyOf(series.values(), trainingSlots);
      training.add(new SeriesHistory(series.series(), series.firstSlot(), part));
      all.add(origins);
    }
    return new TaskData(training, whole, all);
  }

  /**
   * Data in which the end of each series is its only origin. The readings after it are in another
   * file.
   */
  static TaskData ofEnds(List<SeriesHistory> whole) {
    List<Origins> ends =
        whole.stream().map(one -> new Origins(one.slots() - 1, one.slots() - 1)).toList();
    return new TaskData(whole, whole, ends);
  }

  /** The number of origins of all series. */
  long originCount() {
    return origins.stream().mapToLong(Origins::count).sum();
  }
}

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
      training.add(first(series, trainingSlots));
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

  /**
   * The same task one part earlier, to choose options by: the end of each training part is forecast
   * and not learnt from. Where the protocol has one origin, this has one, too.
   *
   * @param slots length of that end
   * @param steps number of steps to forecast
   */
  TaskData heldOut(int slots, int steps) {
    List<SeriesHistory> learnt = new ArrayList<>();
    List<Origins> earlier = new ArrayList<>();
    for (int i = 0; i < training.size(); i++) {
      SeriesHistory series = training.get(i);
      int rest = series.slots() - slots;
      if (rest < 1 || slots < steps) {
        throw new IllegalArgumentException(
            "%d readings can't be held out: %s has %d to learn from, and %d steps are forecast"
                .formatted(slots, series.series(), series.slots(), steps));
      }
      learnt.add(first(series, rest));
      boolean isSingle = origins.get(i).count() == 1;
      earlier.add(new Origins(rest - 1, isSingle ? rest - 1 : series.slots() - 1 - steps));
    }
    return new TaskData(learnt, training, earlier);
  }

  private static SeriesHistory first(SeriesHistory series, int slots) {
    return new SeriesHistory(
        series.series(), series.firstSlot(), Arrays.copyOf(series.values(), slots));
  }

  /** The number of origins of all series. */
  long originCount() {
    return origins.stream().mapToLong(Origins::count).sum();
  }
}

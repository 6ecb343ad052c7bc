package io.foreflow.trainer.features;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.CovariateColumns;
import io.foreflow.history.SeriesHistory;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** One pass over histories that keeps snapshots of the features' states. */
final class SnapshotPass {

  /**
   * The shortest distance of snapshots. Half of it is stepped in addition to a window, on average.
   */
  private static final int SHORTEST_INTERVAL = 64;

  /** Large states are further apart, so that a slot takes no more than this for them. */
  private static final int NUMBERS_PER_SLOT = 4;

  private final FeatureSteps steps;
  private final ColumnStore store;
  private final boolean keepScales;
  private final int interval;

  SnapshotPass(FeatureSteps steps, ColumnStore store, boolean keepScales) {
    this.steps = steps;
    this.store = store;
    this.keepScales = keepScales;
    this.interval = interval(steps.stateSize());
  }

  private static int interval(int stateSize) {
    return Math.max(SHORTEST_INTERVAL, stateSize / NUMBERS_PER_SLOT);
  }

  /** The numbers of snapshots for each slot, rounded up. */
  static int numbersPerSlot(int stateSize) {
    return (stateSize + interval(stateSize) - 1) / interval(stateSize);
  }

  /** A series of the current batch. */
  private final class Row {
    final SeriesHistory history;
    final CovariateColumns columns;
    final FloatBuffer readings;
    final FloatBuffer scale;
    final FloatBuffer snapshots;
    int firstReading;

    Row(SeriesHistory history) {
      this.history = history;
      int slots = history.slots();
      columns = steps.columns(history);
      readings = store.floats(slots);
      scale = keepScales ? store.floats(slots) : FloatBuffer.allocate(0);
      snapshots = store.floats(Math.multiplyExact((slots - 1) / interval, steps.stateSize()));
      firstReading = slots;
    }

    void take(int row, int slot) {
      readings.put(slot, steps.reading(row));
      if (keepScales) {
        scale.put(slot, steps.scale(row));
      }
      if (firstReading == history.slots() && steps.seen(row) > 0) {
        firstReading = slot;
      }
      int next = slot + 1;
      if (next % interval == 0 && next < history.slots()) {
        int size = steps.stateSize();
        snapshots.put((next / interval - 1) * size, steps.nextState(), row * size, size);
      }
    }

    /** Fills the slots before the first reading with it, as the step graph does. */
    SnapshotSeries ended() {
      if (firstReading < history.slots()) {
        for (int slot = 0; slot < firstReading; slot++) {
          readings.put(slot, readings.get(firstReading));
        }
      }
      return new SnapshotSeries(history, readings, firstReading, scale, snapshots, interval);
    }
  }

  /** Steps all series, in batches of about the same length. */
  List<SnapshotSeries> over(List<SeriesHistory> histories) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt((Integer i) -> histories.get(i).slots()).reversed());
    SnapshotSeries[] all = new SnapshotSeries[histories.size()];
    for (int from = 0; from < order.size(); from += FeatureSteps.BATCH) {
      List<Integer> batch = order.subList(from, Math.min(order.size(), from + FeatureSteps.BATCH));
      List<Row> rows = batch.stream().map(i -> new Row(histories.get(i))).toList();
      run(rows);
      for (int row = 0; row < rows.size(); row++) {
        all[batch.get(row)] = rows.get(row).ended();
      }
    }
    return Arrays.asList(all);
  }

  private void run(List<Row> batch) {
    steps.clear(batch.size());
    int rows = batch.size();
    for (int slot = 0; slot < batch.get(0).history.slots(); slot++) {
      while (batch.get(rows - 1).history.slots() <= slot) {
        rows--;
      }
      for (int row = 0; row < rows; row++) {
        Row one = batch.get(row);
        steps.observe(row, one.history, one.columns, slot);
      }
      steps.run(rows);
      for (int row = 0; row < rows; row++) {
        batch.get(row).take(row, slot);
      }
      steps.carry(rows);
    }
  }
}

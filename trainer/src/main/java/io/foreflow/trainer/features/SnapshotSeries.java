package io.foreflow.trainer.features;

import io.foreflow.history.SeriesHistory;
import java.nio.FloatBuffer;

/**
 * A series with snapshots of the state of its features. From a snapshot, the features of the slots
 * after it are made again. The columns are in a {@link io.foreflow.history.ColumnStore}.
 *
 * @param history the series
 * @param readings the reading of each slot, as the state remembers it
 * @param firstReading the first slot with a reading; the number of slots if there is none
 * @param scale the scale of each slot; nothing if it was not asked for
 * @param snapshots the states before the slots {@code interval}, {@code 2 * interval} and so on
 * @param interval number of slots between two snapshots
 */
record SnapshotSeries(
    SeriesHistory history,
    FloatBuffer readings,
    int firstReading,
    FloatBuffer scale,
    FloatBuffer snapshots,
    int interval)
    implements FeaturedSeries {

  @Override
  public float reading(int slot) {
    return readings.get(slot);
  }

  /** From the first reading on, each slot is a step. */
  @Override
  public int firstSeen(int steps) {
    return (int) Math.min(history.slots(), (long) firstReading + steps - 1);
  }

  @Override
  public double addScales(double sum, int from, int to) {
    double added = sum;
    for (int slot = from; slot < to; slot++) {
      added += scale.get(slot);
    }
    return added;
  }

  /** The slot of the last snapshot at or before a slot. Slot 0 has the empty state. */
  int snapshotBefore(int slot) {
    return slot - slot % interval;
  }

  /** Reads the state before a slot that has a snapshot. */
  void readState(int slot, FloatBuffer target, int at, int stateSize) {
    if (slot == 0) {
      for (int i = 0; i < stateSize; i++) {
        target.put(at + i, 0f);
      }
    } else {
      target.put(at, snapshots, (slot / interval - 1) * stateSize, stateSize);
    }
  }
}

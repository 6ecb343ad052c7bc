package io.foreflow.cli.score;

import java.util.Arrays;

/** The last values of one series by slot; NaN where there is none. Not thread-safe. */
final class SlotRing {

  private final float[] values;
  private long last = Long.MIN_VALUE;

  SlotRing(int capacity) {
    values = new float[Integer.highestOneBit(Math.max(1, capacity - 1)) << 1];
    Arrays.fill(values, Float.NaN);
  }

  /** Puts the value of a slot after the last one; slots between them become missing. */
  void put(long slot, float value) {
    if (last != Long.MIN_VALUE) {
      long from = Math.max(last + 1, slot - values.length + 1);
      for (long skipped = from; skipped < slot; skipped++) {
        values[index(skipped)] = Float.NaN;
      }
    }
    values[index(slot)] = value;
    last = slot;
  }

  /** The slot put last; {@link Long#MIN_VALUE} before the first. */
  long last() {
    return last;
  }

  float at(long slot) {
    return slot <= last && slot > last - values.length ? values[index(slot)] : Float.NaN;
  }

  private int index(long slot) {
    return (int) (slot & (values.length - 1));
  }
}

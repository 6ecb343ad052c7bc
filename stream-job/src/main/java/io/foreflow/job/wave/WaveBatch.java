package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a wave that will step, and the slots that their series have to catch up on
 * before. Rows are parallel arrays, and a batch is used for wave after wave.
 */
final class WaveBatch {
  private final AcceptedReading[] readings;
  private final byte[][] states;
  private final boolean[] fresh;
  private final long[] slots;
  private final int[] behind;
  private final float[] @Nullable [] replays;
  private final long[] order;
  private int size;
  private int mostBehind;
  private long oldestTimestamp = Long.MAX_VALUE;

  WaveBatch(int capacity) {
    readings = new AcceptedReading[capacity];
    states = new byte[capacity][];
    fresh = new boolean[capacity];
    slots = new long[capacity];
    behind = new int[capacity];
    replays = new float[capacity][];
    order = new long[capacity];
  }

  void clear() {
    Arrays.fill(readings, 0, size, null);
    Arrays.fill(states, 0, size, null);
    Arrays.fill(replays, 0, size, null);
    size = 0;
    mostBehind = 0;
    oldestTimestamp = Long.MAX_VALUE;
  }

  /**
   * Adds a reading whose series goes on from its state, after as many missing slots as it is
   * behind.
   */
  void goOn(AcceptedReading reading, byte[] state, long slot, int behind) {
    add(reading, state, slot, behind, null, false);
  }

  /** Adds a reading whose series has no past. Its next state is written to {@code state}. */
  void begin(AcceptedReading reading, byte[] state, long slot) {
    add(reading, state, slot, 0, null, true);
  }

  /**
   * Adds a reading whose series has a past under another model: {@code history}, then missing
   * slots.
   */
  void takeOver(AcceptedReading reading, byte[] state, long slot, float[] history, int missing) {
    add(reading, state, slot, history.length + missing, history, true);
  }

  private void add(
      AcceptedReading reading,
      byte[] state,
      long slot,
      int behind,
      float @Nullable [] replay,
      boolean fresh) {
    readings[size] = reading;
    states[size] = state;
    slots[size] = slot;
    this.behind[size] = behind;
    replays[size] = replay;
    this.fresh[size] = fresh;
    mostBehind = Math.max(mostBehind, behind);
    oldestTimestamp = Math.min(oldestTimestamp, reading.raw().timestamp());
    order[size] = size;
    size++;
  }

  /**
   * Puts the rows that are furthest behind first. Those that have to step {@code n} slots before
   * their reading are then the first rows of the model's batch, for each {@code n}.
   */
  void order() {
    if (mostBehind > 0) {
      for (int i = 0; i < size; i++) {
        order[i] = ((long) -behind[i] << Integer.SIZE) | i;
      }
      Arrays.sort(order, 0, size);
    }
  }

  private int at(int row) {
    return (int) order[row];
  }

  int size() {
    return size;
  }

  int mostBehind() {
    return mostBehind;
  }

  /** The broker's timestamp of the reading that has waited longest. */
  long oldestTimestamp() {
    return oldestTimestamp;
  }

  AcceptedReading reading(int row) {
    return readings[at(row)];
  }

  byte[] state(int row) {
    return states[at(row)];
  }

  /** Replaces the bytes that a row's next state is written to. */
  void setState(int row, byte[] state) {
    states[at(row)] = state;
  }

  boolean isFresh(int row) {
    return fresh[at(row)];
  }

  long slot(int row) {
    return slots[at(row)];
  }

  int behind(int row) {
    return behind[at(row)];
  }

  /** The history that a row steps before its reading, oldest first; null if it steps none. */
  float @Nullable [] replay(int row) {
    return replays[at(row)];
  }

  /** The value that the series observed {@code before} slots before its reading. NaN is missing. */
  float past(int row, int before) {
    float[] replay = replays[at(row)];
    int index = behind[at(row)] - before;
    return replay != null && index < replay.length ? replay[index] : Float.NaN;
  }
}

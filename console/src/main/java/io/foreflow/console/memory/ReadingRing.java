package io.foreflow.console.memory;

import java.util.Arrays;

/**
 * The newest readings of a series in the order of their times, in primitive arrays that grow up to
 * a limit. Not thread-safe.
 */
final class ReadingRing {

  private static final int FIRST_CAPACITY = 32;
  private static final int BYTES_EACH = Long.BYTES + Float.BYTES;

  private final int most;
  private long[] times;
  private float[] values;
  private int head;
  private int size;

  ReadingRing(int most) {
    this.most = most;
    int capacity = Math.min(most, FIRST_CAPACITY);
    this.times = new long[capacity];
    this.values = new float[capacity];
  }

  int size() {
    return size;
  }

  /** The memory of the arrays. */
  long bytes() {
    return 64L + (long) times.length * BYTES_EACH;
  }

  /** The time of a reading, counted from the oldest, 0. */
  long time(int index) {
    return times[at(index)];
  }

  /** The value of a reading, counted from the oldest, 0. */
  float value(int index) {
    return values[at(index)];
  }

  private int at(int index) {
    int position = head + index;
    return position < times.length ? position : position - times.length;
  }

  /**
   * Takes a reading, unless there is one of this time, or it is older than all of a full ring.
   *
   * @return whether it was taken
   */
  boolean add(long time, float value) {
    int place = size;
    if (size > 0 && time <= time(size - 1)) {
      place = firstNotBefore(time);
      if (time(place) == time || (place == 0 && size == most)) {
        return false;
      }
    }
    if (size == times.length) {
      if (size == most) {
        head = at(1);
        size--;
        place--;
      } else {
        grow();
      }
    }
    size++;
    for (int i = size - 1; i > place; i--) {
      times[at(i)] = times[at(i - 1)];
      values[at(i)] = values[at(i - 1)];
    }
    times[at(place)] = time;
    values[at(place)] = value;
    return true;
  }

  /** The index of the first reading that is not before a time; the size if there is none. */
  int firstNotBefore(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first reading from {@code from} to before {@code to}; NaN without one. */
  float firstIn(long from, long to) {
    int index = firstNotBefore(from);
    return index < size && time(index) < to ? value(index) : Float.NaN;
  }

  private void grow() {
    int capacity = (int) Math.min(most, 2L * times.length);
    long[] moreTimes = new long[capacity];
    float[] moreValues = new float[capacity];
    int first = Math.min(size, times.length - head);
    System.arraycopy(times, head, moreTimes, 0, first);
    System.arraycopy(times, 0, moreTimes, first, size - first);
    System.arraycopy(values, head, moreValues, 0, first);
    System.arraycopy(values, 0, moreValues, first, size - first);
    times = moreTimes;
    values = moreValues;
    head = 0;
  }

  /** A copy of the readings from {@code from} to {@code to}, both included. */
  Readings copy(long from, long to) {
    int first = firstNotBefore(from);
    int end = to == Long.MAX_VALUE ? size : firstNotBefore(to + 1);
    long[] copiedTimes = new long[Math.max(0, end - first)];
    float[] copiedValues = new float[copiedTimes.length];
    for (int i = 0; i < copiedTimes.length; i++) {
      copiedTimes[i] = time(first + i);
      copiedValues[i] = value(first + i);
    }
    return new Readings(copiedTimes, copiedValues);
  }

  /** The newest values, the oldest of them first. */
  float[] newestValues(int number) {
    int count = Math.min(number, size);
    float[] newest = new float[count];
    for (int i = 0; i < count; i++) {
      newest[i] = value(size - count + i);
    }
    return newest;
  }

  /** Readings by time, ascending. The arrays are the record's own. */
  // Arrays, so that thousands of readings are not boxed.
  @SuppressWarnings("ArrayRecordComponent")
  record Readings(long[] times, float[] values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Readings that
          && Arrays.equals(times, that.times)
          && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(times);
    }

    @Override
    public String toString() {
      return "Readings" + Arrays.toString(times);
    }
  }
}

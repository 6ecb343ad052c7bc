package io.foreflow.console.memory;

import java.util.Arrays;

/**
 * When the newest readings were written, to tell how long their forecasts took. A table of fixed
 * size: an entry takes the place of an older one, and what is overwritten is only not measured. Not
 * thread-safe.
 */
final class WrittenTimes {

  private static final int SIZE = 1 << 14;

  private final long[] keys = new long[SIZE];
  private final long[] times = new long[SIZE];

  WrittenTimes() {
    Arrays.fill(times, -1);
  }

  void put(String series, long readingTime, long writtenAt) {
    long key = key(series, readingTime);
    keys[place(key)] = key;
    times[place(key)] = writtenAt;
  }

  /** When a reading was written; -1 if it isn't known. */
  long find(String series, long readingTime) {
    long key = key(series, readingTime);
    return keys[place(key)] == key ? times[place(key)] : -1;
  }

  private static long key(String series, long readingTime) {
    long mixed = (series.hashCode() * 0x9E3779B97F4A7C15L) ^ readingTime;
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 29);
  }

  private static int place(long key) {
    return (int) (key & (SIZE - 1));
  }
}

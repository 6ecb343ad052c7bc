package io.foreflow.console.memory;

import java.util.Arrays;

/**
 * Numbers of records in the last time, in buckets: ten minutes in buckets of five seconds, unless
 * others are given. Not thread-safe.
 */
final class RateHistory {

  static final long BUCKET_MILLIS = 5000;
  static final int BUCKETS = 120;

  private final long bucketMillis;
  private final long[] buckets;
  private final long[] counts;

  RateHistory() {
    this(BUCKET_MILLIS, BUCKETS);
  }

  RateHistory(long bucketMillis, int whole) {
    this.bucketMillis = bucketMillis;
    buckets = new long[whole + 1];
    counts = new long[whole + 1];
    Arrays.fill(buckets, -1);
  }

  void add(long time) {
    long bucket = Math.floorDiv(time, bucketMillis);
    int place = (int) Math.floorMod(bucket, (long) buckets.length);
    if (buckets[place] < bucket) {
      buckets[place] = bucket;
      counts[place] = 0;
    }
    if (buckets[place] == bucket) {
      counts[place]++;
    }
  }

  /** The number of records in a bucket. */
  long in(long bucket) {
    int place = (int) Math.floorMod(bucket, (long) buckets.length);
    return buckets[place] == bucket ? counts[place] : 0;
  }

  /** The number of records in the last whole buckets of this time. */
  long inLast(long millis, long now) {
    long current = Math.floorDiv(now, bucketMillis);
    long sum = in(current);
    for (long bucket = current - millis / bucketMillis; bucket < current; bucket++) {
      sum += in(bucket);
    }
    return sum;
  }

  /** Records a second, over the last two whole buckets. */
  double perSecond(long now) {
    long current = Math.floorDiv(now, bucketMillis);
    return (in(current - 1) + in(current - 2)) * 1000.0 / (2 * bucketMillis);
  }
}

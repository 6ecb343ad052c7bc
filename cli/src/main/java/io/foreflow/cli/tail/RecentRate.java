package io.foreflow.cli.tail;

/** How many records came in the last minute, by the times at which they were written. */
final class RecentRate {

  private static final long BUCKET_MS = 10_000;
  private static final int BUCKETS = 6;

  private final int[] counts = new int[BUCKETS];
  private long newest = Long.MIN_VALUE;
  private long first = Long.MAX_VALUE;

  void note(long millis) {
    long bucket = Math.floorDiv(millis, BUCKET_MS);
    if (newest == Long.MIN_VALUE) {
      newest = bucket - BUCKETS;
    }
    while (newest < bucket) {
      newest = Math.max(newest + 1, bucket - BUCKETS + 1);
      counts[index(newest)] = 0;
    }
    if (bucket > newest - BUCKETS) {
      counts[index(bucket)]++;
    }
    first = Math.min(first, millis);
  }

  /** Records a second up to now; 0 if none came in the last minute. */
  double perSecond(long nowMillis) {
    long now = Math.floorDiv(nowMillis, BUCKET_MS);
    long sum = 0;
    for (long bucket = now - BUCKETS + 1; bucket <= now; bucket++) {
      if (bucket <= newest && bucket > newest - BUCKETS) {
        sum += counts[index(bucket)];
      }
    }
    long from = Math.max(first, (now - BUCKETS + 1) * BUCKET_MS);
    return sum / (Math.max(1000, nowMillis - from) / 1000.0);
  }

  private static int index(long bucket) {
    return (int) Math.floorMod(bucket, (long) BUCKETS);
  }
}

package io.foreflow.console.memory;

import java.util.Arrays;

/** Times from readings to their forecasts, of the last minute. Not thread-safe. */
final class LagSamples {

  private static final int MOST = 4096;
  private static final long WINDOW_MILLIS = 60_000;

  private final long[] times = new long[MOST];
  private final int[] lags = new int[MOST];
  private int next;

  LagSamples() {
    Arrays.fill(times, Long.MIN_VALUE);
  }

  void add(long now, long lagMillis) {
    times[next] = now;
    lags[next] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, lagMillis));
    next = (next + 1) % MOST;
  }

  /** The lags at these shares of all, ascending; NaN without a sample. */
  double[] quantiles(long now, double... shares) {
    int[] recent = new int[MOST];
    int size = 0;
    for (int i = 0; i < MOST; i++) {
      if (times[i] > now - WINDOW_MILLIS) {
        recent[size++] = lags[i];
      }
    }
    Arrays.sort(recent, 0, size);
    double[] quantiles = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      quantiles[i] =
          size == 0 ? Double.NaN : recent[(int) Math.min(size - 1, Math.floor(shares[i] * size))];
    }
    return quantiles;
  }
}

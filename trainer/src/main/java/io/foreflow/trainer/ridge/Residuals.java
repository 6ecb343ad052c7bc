package io.foreflow.trainer.ridge;

/**
 * The residuals of each step in bins of equal width. So their quantiles take the same memory for
 * any number of them.
 */
final class Residuals {

  private static final int BINS_PER_SCALE = 256;

  /** Residuals beyond this many scales count as this many. */
  private static final int LARGEST = 40;

  private static final int BINS = 2 * LARGEST * BINS_PER_SCALE;

  private final int[][] counts;
  private final double[] sums;
  private final long[] totals;

  Residuals(int horizon) {
    counts = new int[horizon][BINS];
    sums = new double[horizon];
    totals = new long[horizon];
  }

  /** Adds a residual in scales. */
  void add(int step, double residual) {
    int bin = (int) Math.floor((residual + LARGEST) * BINS_PER_SCALE);
    counts[step][Math.max(0, Math.min(BINS - 1, bin))]++;
    sums[step] += residual;
    totals[step]++;
  }

  /** The mean of a step. */
  double mean(int step) {
    return totals[step] == 0 ? 0 : sums[step] / totals[step];
  }

  /** A quantile of a step, between the bounds of its bin by its place among the bin's residuals. */
  double quantile(int step, double level) {
    double wanted = level * totals[step];
    long before = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int here = counts[step][bin];
      if (here > 0 && before + here >= wanted) {
        double within = (wanted - before) / here;
        return (bin + within) / BINS_PER_SCALE - LARGEST;
      }
      before += here;
    }
    return 0;
  }
}

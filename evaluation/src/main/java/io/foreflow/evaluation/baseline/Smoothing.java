package io.foreflow.evaluation.baseline;

/**
 * Simple exponential smoothing: a level that moves towards each reading by a share of its error.
 * The share and the first level are those with the least squared error one step ahead.
 *
 * @param share share of the error that the level takes in
 * @param start the level before the first reading
 */
record Smoothing(double share, double start) {

  private static final double LEAST = 1e-4;
  private static final double MOST = 0.9999;
  private static final int GRID = 40;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final double PRECISION = 1e-7;

  /** Fits a smoothing to the readings of a series, without the missing ones. */
  static Smoothing fit(double[] values) {
    int best = 0;
    double least = error(values, gridShare(0));
    for (int i = 1; i <= GRID; i++) {
      double error = error(values, gridShare(i));
      if (error < least) {
        best = i;
        least = error;
      }
    }
    double share =
        narrow(values, gridShare(Math.max(0, best - 1)), gridShare(Math.min(GRID, best + 1)));
    return new Smoothing(share, bestStart(values, share));
  }

  /** The level after the last of the values. */
  double level(double[] values) {
    double level = start;
    for (double value : values) {
      level += share * (value - level);
    }
    return level;
  }

  private static double gridShare(int i) {
    return LEAST + (MOST - LEAST) * i / GRID;
  }

  private static double narrow(double[] values, double from, double to) {
    double low = from;
    double high = to;
    while (high - low > PRECISION) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (error(values, left) < error(values, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  /** The best first level. Each error is linear in the first level, so a regression finds it. */
  private static double bestStart(double[] values, double share) {
    double level = 0;
    double weight = 1;
    double product = 0;
    double square = 0;
    for (double value : values) {
      product += weight * (value - level);
      square += weight * weight;
      level += share * (value - level);
      weight *= 1 - share;
    }
    return product / square;
  }

  private static double error(double[] values, double share) {
    double level = bestStart(values, share);
    double sum = 0;
    for (double value : values) {
      sum += (value - level) * (value - level);
      level += share * (value - level);
    }
    return sum;
  }
}

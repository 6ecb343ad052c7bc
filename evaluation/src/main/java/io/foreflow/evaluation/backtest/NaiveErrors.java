package io.foreflow.evaluation.backtest;

/** Changes within a series, which show how hard the series is to forecast. */
final class NaiveErrors {

  private NaiveErrors() {}

  /**
   * The mean of |y - y one season ago| over the first {@code end} slots, which is the unit of MASE.
   * 0 if there are no such changes.
   */
  static double mean(float[] values, int end, int season) {
    double sum = 0;
    long count = 0;
    for (int i = season; i < Math.min(end, values.length); i++) {
      double change = Math.abs(values[i] - values[i - season]);
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The first slot with a reading. The number of slots if no slot has one. */
  static int firstReading(float[] values) {
    int first = 0;
    while (first < values.length && Float.isNaN(values[first])) {
      first++;
    }
    return first;
  }
}

package io.foreflow.trainer.export;

/**
 * The seasonal naive forecast: a target is the last known reading of the same phase.
 *
 * @param season in slots; 1 for the last known reading
 */
record NaiveForecast(int season) {

  /**
   * The forecast of the reading {@code step} slots after {@code slot}; NaN if its phase was never
   * read.
   */
  float of(float[] values, int slot, int step) {
    int at = slot + step;
    do {
      at -= season;
    } while (at > slot || (at >= 0 && Float.isNaN(values[at])));
    return at < 0 ? Float.NaN : values[at];
  }

  /**
   * The mean of |y - y one season ago| over the first {@code end} slots, the unit of MASE; 0
   * without any.
   */
  static double meanChange(float[] values, int end, int season) {
    double sum = 0;
    long count = 0;
    for (int i = season; i < end; i++) {
      double change = Math.abs(values[i] - values[i - season]);
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}

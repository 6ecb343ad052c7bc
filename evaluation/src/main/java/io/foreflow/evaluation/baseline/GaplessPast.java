package io.foreflow.evaluation.baseline;

/**
 * A past without gaps, to find a season in. Straight lines lead from reading to reading, and the
 * last reading is repeated.
 */
final class GaplessPast {

  private GaplessPast() {}

  /**
   * Fills the gaps of a past.
   *
   * @param past NaN if there is no reading; the first value is a reading
   */
  static double[] over(double[] past) {
    double[] whole = past.clone();
    int last = 0;
    for (int i = 1; i < past.length; i++) {
      if (Double.isNaN(past[i])) {
        whole[i] = past[last];
        continue;
      }
      for (int between = last + 1; between < i; between++) {
        whole[between] = past[last] + (past[i] - past[last]) * (between - last) / (i - last);
      }
      last = i;
    }
    return whole;
  }
}

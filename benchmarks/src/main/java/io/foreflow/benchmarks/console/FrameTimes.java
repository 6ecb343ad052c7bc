package io.foreflow.benchmarks.console;

import java.util.Arrays;

/**
 * Times from one frame of a page to the next, in milliseconds.
 *
 * @param p95 95 % of the times are not longer
 */
record FrameTimes(int frames, double median, double p95, double longest) {

  /** Summarizes times in any order, at least one. */
  static FrameTimes of(double[] millis) {
    if (millis.length == 0) {
      throw new IllegalArgumentException("the page drew no frame");
    }
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new FrameTimes(
        sorted.length, at(sorted, 0.5), at(sorted, 0.95), sorted[sorted.length - 1]);
  }

  /** The smallest time that is not below this share of the times. */
  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}

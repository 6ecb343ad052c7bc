package io.foreflow.benchmarks.report;

import java.util.Arrays;

/** The median and the extremes of some measurements of one variant. */
public record Spread(double median, double min, double max, String unit) {

  /** The spread of measurements in any order, at least one. */
  static Spread of(double[] measurements, String unit) {
    if (measurements.length == 0) {
      throw new IllegalArgumentException("a spread needs at least one measurement");
    }
    double[] sorted = measurements.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], unit);
  }
}

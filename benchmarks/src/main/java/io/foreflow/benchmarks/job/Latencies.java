package io.foreflow.benchmarks.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Percentiles of latencies in milliseconds, by name, one for each span. */
final class Latencies {
  private static final long HIGHEST_MICROS = 3_600_000_000L;
  private static final Map<String, Double> PERCENTILES = new LinkedHashMap<>();

  static {
    PERCENTILES.put("p50", 50.0);
    PERCENTILES.put("p99", 99.0);
    PERCENTILES.put("p99.9", 99.9);
    PERCENTILES.put("max", 100.0);
  }

  private final Map<String, double[]> figures = new LinkedHashMap<>();
  private final int spans;

  Latencies(int spans) {
    this.spans = spans;
  }

  /**
   * Adds the latencies of a load, from {@code began} to {@code visible}, for each reading.
   *
   * @param first the first reading of the first span
   */
  void add(String name, long[] began, long[] visible, int first, int readingsOfSpan) {
    for (int span = 0; span < spans; span++) {
      Histogram histogram = new Histogram(HIGHEST_MICROS, 3);
      int from = first + span * readingsOfSpan;
      for (int reading = from; reading < from + readingsOfSpan; reading++) {
        // The broker's timestamps are cut to milliseconds, so they can be earlier than this
        // clock's.
        histogram.recordValue(Math.max(0, visible[reading] - began[reading]));
      }
      for (Map.Entry<String, Double> percentile : PERCENTILES.entrySet()) {
        figures.computeIfAbsent(name + "." + percentile.getKey(), each -> new double[spans])[span] =
            histogram.getValueAtPercentile(percentile.getValue()) / 1000.0;
      }
    }
  }

  /** Figures by name and percentile, one for each span. */
  Map<String, double[]> figures() {
    return figures;
  }
}

package io.foreflow.evaluation.backtest;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much a backtest compared.
 *
 * @param origins forecasts of all series with a target that came
 * @param series how many series they are of
 * @param slots from the first target to the last one, over all series
 */
public record BacktestExtent(long origins, int series, long slots) {

  /** By the names that manifests and reports call them. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("origins", (double) origins);
    metrics.put("series", (double) series);
    metrics.put("slots", (double) slots);
    return metrics;
  }

  /** Counts as the backtest goes on. Not thread-safe. */
  static final class Counter {
    private final Set<String> series = new HashSet<>();
    private long origins;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Counts a forecast whose first and last targets were of these slots. */
    void add(String name, long firstTarget, long lastTarget) {
      series.add(name);
      origins++;
      first = Math.min(first, firstTarget);
      last = Math.max(last, lastTarget);
    }

    BacktestExtent extent() {
      return new BacktestExtent(origins, series.size(), origins == 0 ? 0 : last - first + 1);
    }
  }
}

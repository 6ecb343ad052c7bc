package io.foreflow.evaluation.backtest;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The amount of data that a backtest compared.
 *
 * @param origins number of forecasts, over all series, that have at least one target
 * @param series number of series with such forecasts
 * @param slots number of slots from the first target to the last one, over all series
 */
public record BacktestExtent(long origins, int series, long slots) {

  /** The extent as metrics, by the names that manifests and reports use. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("origins", (double) origins);
    metrics.put("series", (double) series);
    metrics.put("slots", (double) slots);
    return metrics;
  }

  /** Counts the extent while a backtest runs. Not thread-safe. */
  static final class Counter {
    private final Set<String> series = new HashSet<>();
    private long origins;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Counts a forecast by the slots of its first and its last target. */
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

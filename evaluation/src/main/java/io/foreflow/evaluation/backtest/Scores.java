package io.foreflow.evaluation.backtest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scores of one forecaster: in all, for each series, and for each step of the horizon.
 *
 * @param overall errors over all targets
 * @param bySeries errors by the index of the series
 * @param byStep errors by the step of the horizon, first step first
 * @param <E> the errors of the forecaster's kind of forecasts
 */
public record Scores<E extends ForecastErrors<E>>(E overall, List<E> bySeries, List<E> byStep) {

  public Scores {
    bySeries = List.copyOf(bySeries);
    byStep = List.copyOf(byStep);
  }

  /** Counts one target. The forecast is [row][step], flattened. */
  void add(int series, int step, double came, float[] forecast) {
    int horizon = byStep.size();
    overall.add(came, forecast, step - 1, horizon);
    bySeries.get(series).add(came, forecast, step - 1, horizon);
    byStep.get(step - 1).add(came, forecast, step - 1, horizon);
  }

  /** Every metric that exists, by name. */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>(overall.metrics());
    metrics.putAll(overall.meansOver(bySeries));
    return metrics;
  }
}

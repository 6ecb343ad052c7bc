package io.foreflow.evaluation.backtest;

import io.foreflow.manifest.Backtest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of a backtest.
 *
 * @param series names of the series, by index
 * @param model scores of the model
 * @param baselines scores of each baseline on the same targets, by name
 * @param extent amount of data that was compared
 * @param past what was known before the first forecasts; empty if no metric depends on it
 * @param <E> the errors of the model's kind of forecasts
 */
public record BacktestResult<E extends ForecastErrors<E>>(
    List<String> series,
    Scores<E> model,
    Map<String, Scores<E>> baselines,
    BacktestExtent extent,
    Optional<KnownPast> past) {

  public BacktestResult {
    series = List.copyOf(series);
    baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
  }

  /** The number of targets that were counted. */
  public long targets() {
    return model.overall().targets();
  }

  /** The metrics over all series, as a manifest keeps them. Empty if no target was counted. */
  public Optional<Backtest> summary() {
    if (targets() == 0) {
      return Optional.empty();
    }
    Map<String, Double> own = new LinkedHashMap<>(model.metrics());
    own.putAll(extent.metrics());
    return Optional.of(new Backtest(own, baselineMetrics()));
  }

  /** The metrics of each baseline, by its name. */
  public Map<String, Map<String, Double>> baselineMetrics() {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    baselines.forEach((name, scores) -> metrics.put(name, scores.metrics()));
    return metrics;
  }

  /** Calls the function for the kind of these forecasts and returns its result. */
  public <R> R match(
      Function<BacktestResult<QuantileErrors>, R> ofQuantiles,
      Function<BacktestResult<ClassErrors>, R> ofClasses) {
    return model.overall().match(this, ofQuantiles, ofClasses);
  }
}

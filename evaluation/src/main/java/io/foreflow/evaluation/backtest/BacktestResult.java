package io.foreflow.evaluation.backtest;

import io.foreflow.manifest.Backtest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backtest found.
 *
 * @param series the names, by index
 * @param model the model's scores
 * @param baselines each baseline's, by its name, on the same targets
 * @param extent how much was compared
 * @param past what was known before
 */
public record BacktestResult(
    List<String> series,
    Scores model,
    Map<String, Scores> baselines,
    BacktestExtent extent,
    KnownPast past)
    implements Findings {

  public BacktestResult {
    series = List.copyOf(series);
    baselines = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
  }

  @Override
  public long targets() {
    return model.overall().targets();
  }

  @Override
  public Optional<Backtest> summary() {
    if (targets() == 0) {
      return Optional.empty();
    }
    Map<String, Map<String, Double>> others = new LinkedHashMap<>();
    baselines.forEach((name, scores) -> others.put(name, scores.metrics()));
    Map<String, Double> own = new LinkedHashMap<>(model.metrics());
    own.putAll(extent.metrics());
    return Optional.of(new Backtest(own, others));
  }
}

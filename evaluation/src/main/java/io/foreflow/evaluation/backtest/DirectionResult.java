package io.foreflow.evaluation.backtest;

import io.foreflow.manifest.Backtest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backtest of directions found.
 *
 * @param series the names, by index
 * @param classes their names, in the order of the scores
 * @param model the model's scores
 * @param baselines each baseline's, by its name, on the same targets
 * @param extent how much was compared
 */
public record DirectionResult(
    List<String> series,
    List<String> classes,
    ClassScores model,
    Map<String, ClassScores> baselines,
    BacktestExtent extent)
    implements Findings {

  public DirectionResult {
    series = List.copyOf(series);
    classes = List.copyOf(classes);
    baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
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
    baselines.forEach((name, scores) -> others.put(name, scores.overall().metrics()));
    Map<String, Double> own = new LinkedHashMap<>(model.overall().metrics());
    own.putAll(extent.metrics());
    return Optional.of(new Backtest(own, others));
  }
}

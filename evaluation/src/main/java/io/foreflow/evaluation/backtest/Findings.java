package io.foreflow.evaluation.backtest;

import io.foreflow.manifest.Backtest;
import java.util.List;
import java.util.Optional;

/** What a backtest found: of quantiles, or of directions. */
public sealed interface Findings permits BacktestResult, DirectionResult {

  /** The names of the series, by index. */
  List<String> series();

  /** How many targets were counted. */
  long targets();

  /** How many forecasts they are of, and over what time. */
  BacktestExtent extent();

  /** The metrics over all series as a manifest keeps them; empty where no target counted. */
  Optional<Backtest> summary();
}

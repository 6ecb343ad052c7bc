package io.foreflow.evaluation.backtest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sums over the forecasts of one kind whose target came: what every metric is made of. Not
 * thread-safe.
 *
 * @param <E> the errors themselves
 */
public sealed interface ForecastErrors<E extends ForecastErrors<E>>
    permits QuantileErrors, ClassErrors {

  /**
   * Counts one target.
   *
   * @param came what came, as {@link Targets#came} says it
   * @param forecast {@code forecast[offset + row * stride]} is the number of a row, which is a
   *     level or a class
   */
  void add(double came, float[] forecast, int offset, int stride);

  /** How many targets were counted. */
  long targets();

  /** The metrics that exist, by the names that reports and manifests call them. */
  Map<String, Double> metrics();

  /** The metrics that are means over the series, by name; none where a kind has no such metric. */
  default Map<String, Double> meansOver(List<E> bySeries) {
    return Map.of();
  }

  /** The result of the function that is for these errors. */
  <R> R match(
      BacktestResult<E> result,
      Function<BacktestResult<QuantileErrors>, R> ofQuantiles,
      Function<BacktestResult<ClassErrors>, R> ofClasses);
}

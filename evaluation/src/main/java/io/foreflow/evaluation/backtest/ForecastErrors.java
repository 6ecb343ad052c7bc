package io.foreflow.evaluation.backtest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sums over the forecasts of one kind whose target came. All metrics are computed from these sums.
 * Not thread-safe.
 *
 * @param <E> the type of the errors themselves
 */
public sealed interface ForecastErrors<E extends ForecastErrors<E>>
    permits QuantileErrors, ClassErrors {

  /**
   * Counts one target.
   *
   * @param came the value that came, as {@link Targets#came} gives it
   * @param forecast {@code forecast[offset + row * stride]} is the number of a row, which is a
   *     level or a class
   */
  void add(double came, float[] forecast, int offset, int stride);

  /** The number of targets that were counted. */
  long targets();

  /** The metrics that exist, by the names that reports and manifests use. */
  Map<String, Double> metrics();

  /** The metrics that are means over the series, by name. Empty if the kind has no such metric. */
  default Map<String, Double> meansOver(List<E> bySeries) {
    return Map.of();
  }

  /** Calls the function for these errors and returns its result. */
  <R> R match(
      BacktestResult<E> result,
      Function<BacktestResult<QuantileErrors>, R> ofQuantiles,
      Function<BacktestResult<ClassErrors>, R> ofClasses);
}

package io.foreflow.cli.train;

import io.foreflow.manifest.Backtest;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * How good a model was on the readings held out, beside the best of the seasonal naive forecasts.
 *
 * @param mase the model's
 * @param naive name of the best naive forecast
 * @param maseSeasonalNaive that forecast's
 */
public record HeldOutFigures(double mase, String naive, double maseSeasonalNaive) {

  private static final String METRIC = "mase";

  private static final String COVERAGE = "coverage-";

  /**
   * How many targets fell into the widest band of a model.
   *
   * @param nominal how many should, in percent
   * @param share how many did, from 0 to 1
   */
  public record Coverage(int nominal, double share) {

    /** Empty of a model without a band. */
    public static Optional<Coverage> of(Backtest backtest) {
      return backtest.model().entrySet().stream()
          .filter(metric -> metric.getKey().matches(COVERAGE + "\\d+"))
          .findFirst()
          .map(
              metric ->
                  new Coverage(
                      Integer.parseInt(metric.getKey().substring(COVERAGE.length())),
                      metric.getValue()));
    }
  }

  /** Empty where the backtest has no such figures. */
  public static Optional<HeldOutFigures> of(Backtest backtest) {
    Double mase = backtest.model().get(METRIC);
    if (mase == null) {
      return Optional.empty();
    }
    return backtest.baselines().entrySet().stream()
        .filter(baseline -> baseline.getValue().containsKey(METRIC))
        .min(Comparator.comparingDouble(baseline -> value(baseline.getValue())))
        .map(baseline -> new HeldOutFigures(mase, baseline.getKey(), value(baseline.getValue())));
  }

  private static double value(Map<String, Double> metrics) {
    return metrics.getOrDefault(METRIC, Double.POSITIVE_INFINITY);
  }

  /** By how much the model errs less than the naive forecast, in percent. */
  public double percentBetter() {
    return 100 * (1 - mase / maseSeasonalNaive);
  }
}

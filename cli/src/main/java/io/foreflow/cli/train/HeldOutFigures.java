package io.foreflow.cli.train;

import io.foreflow.manifest.Backtest;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The error of a model on the readings held out, and the error of the best naive forecast.
 *
 * @param mase the model's
 * @param naive name of the best naive forecast
 * @param maseSeasonalNaive that forecast's
 */
public record HeldOutFigures(double mase, String naive, double maseSeasonalNaive) {

  private static final String METRIC = "mase";

  private static final String COVERAGE = "coverage-";

  /**
   * The share of targets in the widest band of a model.
   *
   * @param nominal how many should, in percent
   * @param share how many did, from 0 to 1
   */
  public record Coverage(int nominal, double share) {

    /** The coverage in a backtest; empty for a model without a band. */
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

  /** The figures of a backtest; empty if it has no MASE. */
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
}

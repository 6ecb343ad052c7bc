package io.foreflow.evaluation.backtest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums over forecasts whose target came: what every metric is made of. Not thread-safe. */
public final class Errors {

  private static final double MEDIAN = 0.5;

  private final List<Double> levels;
  private final double[] pinball;
  private final long[] below;
  private final int median;
  private long targets;
  private double absolute;
  private double squared;
  private double relative;
  private double size;

  Errors(List<Double> levels) {
    this.levels = levels;
    this.median = levels.indexOf(MEDIAN);
    this.pinball = new double[levels.size()];
    this.below = new long[levels.size()];
  }

  /** Counts one target; {@code quantiles[offset + level * stride]} is its forecast at a level. */
  void add(double actual, float[] quantiles, int offset, int stride) {
    double error = actual - quantiles[offset + median * stride];
    targets++;
    absolute += Math.abs(error);
    squared += error * error;
    double both = Math.abs(actual) + Math.abs(quantiles[offset + median * stride]);
    relative += both == 0 ? 0 : 200 * Math.abs(error) / both;
    size += Math.abs(actual);
    for (int level = 0; level < pinball.length; level++) {
      double quantile = quantiles[offset + level * stride];
      double miss = actual - quantile;
      pinball[level] += Math.max(levels.get(level) * miss, (levels.get(level) - 1) * miss);
      below[level] += actual <= quantile ? 1 : 0;
    }
  }

  /** How many targets were counted. */
  public long targets() {
    return targets;
  }

  /** Mean absolute error of the median. */
  public double mae() {
    return absolute / targets;
  }

  /** Root of the mean squared error of the median. */
  public double rmse() {
    return Math.sqrt(squared / targets);
  }

  /** Mean of 200 |error| / (|actual| + |forecast|); 0 where both are 0. */
  public double smape() {
    return relative / targets;
  }

  /**
   * Weighted quantile loss: for each level, twice the pinball loss over the sum of |actual|, and
   * their mean. NaN where all targets are 0.
   */
  public double wql() {
    double sum = 0;
    for (double loss : pinball) {
      sum += 2 * loss / size;
    }
    return size == 0 ? Double.NaN : sum / pinball.length;
  }

  /** Share of the targets that were not above the quantile of each level. */
  public double[] shareBelow() {
    double[] shares = new double[below.length];
    for (int level = 0; level < shares.length; level++) {
      shares[level] = (double) below[level] / targets;
    }
    return shares;
  }

  /** The metrics that exist, by the names that reports and manifests call them. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("targets", (double) targets);
    metrics.put("mae", mae());
    metrics.put("rmse", rmse());
    metrics.put("smape", smape());
    if (size > 0) {
      metrics.put("wql", wql());
    }
    int last = levels.size() - 1;
    if (last > 0) {
      double[] shares = shareBelow();
      long nominal = Math.round(100 * (levels.get(last) - levels.get(0)));
      metrics.put("coverage-" + nominal, shares[last] - shares[0]);
    }
    return metrics;
  }
}

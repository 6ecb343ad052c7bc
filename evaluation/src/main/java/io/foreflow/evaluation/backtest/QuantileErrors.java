package io.foreflow.evaluation.backtest;

import io.foreflow.manifest.ForecastKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The errors of quantiles. Not thread-safe. */
public final class QuantileErrors implements ForecastErrors<QuantileErrors> {

  private static final double MEDIAN = 0.5;

  private final double[] levels;
  private final double unit;
  private final double[] pinball;
  private final long[] below;
  private final int median;
  private long targets;
  private double absolute;
  private double squared;
  private double relative;
  private double size;

  /**
   * @param unit the unit of an absolute error in MASE; 0 if there is none
   */
  QuantileErrors(ForecastKind.Quantiles kind, double unit) {
    this.levels = kind.levels();
    this.unit = unit;
    this.median = kind.levelList().indexOf(MEDIAN);
    this.pinball = new double[levels.length];
    this.below = new long[levels.length];
  }

  @Override
  public void add(double actual, float[] quantiles, int offset, int stride) {
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
      pinball[level] += Math.max(levels[level] * miss, (levels[level] - 1) * miss);
      below[level] += actual <= quantile ? 1 : 0;
    }
  }

  @Override
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

  /** Mean of 200 |error| / (|actual| + |forecast|). A target counts as 0 if both are 0. */
  public double smape() {
    return relative / targets;
  }

  /**
   * Weighted quantile loss: twice the pinball loss of a level divided by the sum of |actual|,
   * averaged over the levels. NaN if all targets are 0.
   */
  public double wql() {
    double sum = 0;
    for (double loss : pinball) {
      sum += 2 * loss / size;
    }
    return size == 0 ? Double.NaN : sum / pinball.length;
  }

  /** Share of the targets that were not above the quantile, for each level. */
  public double[] shareBelow() {
    double[] shares = new double[below.length];
    for (int level = 0; level < shares.length; level++) {
      shares[level] = (double) below[level] / targets;
    }
    return shares;
  }

  /** Whether there is a unit for MASE. */
  public boolean hasUnit() {
    return unit != 0;
  }

  /** Mean absolute scaled error of one series. NaN if the series has no target or no unit. */
  public double mase() {
    return targets == 0 || !hasUnit() ? Double.NaN : mae() / unit;
  }

  /**
   * Mean pinball loss over targets and levels, in the unit of MASE. NaN if the series has no target
   * or no unit.
   */
  public double scaledPinball() {
    double sum = 0;
    for (double loss : pinball) {
      sum += loss;
    }
    return targets == 0 || !hasUnit() ? Double.NaN : sum / pinball.length / targets / unit;
  }

  /**
   * Mean squared error of the median, in squares of the unit of MASE. NaN if the series has no
   * target or no unit.
   */
  public double scaledSquare() {
    return targets == 0 || !hasUnit() ? Double.NaN : squared / targets / unit / unit;
  }

  /** The share of targets that the outer band should hold. 0 without a band. */
  public double nominalCoverage() {
    return levels[levels.length - 1] - levels[0];
  }

  /** The share of targets in the outer band. NaN without a target. */
  public double coverage() {
    double[] shares = shareBelow();
    return shares[shares.length - 1] - shares[0];
  }

  /** Mean of the MASE of all series that have one. NaN if no series has one. */
  public static double meanMase(List<QuantileErrors> bySeries) {
    double sum = 0;
    int count = 0;
    for (QuantileErrors errors : bySeries) {
      double own = errors.mase();
      if (!Double.isNaN(own)) {
        sum += own;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  @Override
  public Map<String, Double> meansOver(List<QuantileErrors> bySeries) {
    double mase = meanMase(bySeries);
    return Double.isNaN(mase) ? Map.of() : Map.of("mase", mase);
  }

  @Override
  public <R> R match(
      BacktestResult<QuantileErrors> result,
      Function<BacktestResult<QuantileErrors>, R> ofQuantiles,
      Function<BacktestResult<ClassErrors>, R> ofClasses) {
    return ofQuantiles.apply(result);
  }

  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("targets", (double) targets);
    metrics.put("mae", mae());
    metrics.put("rmse", rmse());
    metrics.put("smape", smape());
    if (size > 0) {
      metrics.put("wql", wql());
    }
    if (levels.length > 1) {
      metrics.put("coverage-" + Math.round(100 * nominalCoverage()), coverage());
    }
    return metrics;
  }
}

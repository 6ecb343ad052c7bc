package io.foreflow.evaluation.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How one forecaster did: in all, for each step of the horizon, and for each series. */
public final class Scores {

  private final Errors overall;
  private final List<Errors> bySeries = new ArrayList<>();
  private final List<Errors> byStep = new ArrayList<>();
  private final double[] units;

  /**
   * @param units what an absolute error is measured in for MASE, by series; 0 where there is none
   */
  Scores(List<Double> levels, int horizon, double[] units) {
    this.units = units;
    overall = new Errors(levels);
    for (int i = 0; i < units.length; i++) {
      bySeries.add(new Errors(levels));
    }
    for (int i = 0; i < horizon; i++) {
      byStep.add(new Errors(levels));
    }
  }

  void add(int series, int step, double actual, float[] forecast) {
    int horizon = byStep.size();
    overall.add(actual, forecast, step - 1, horizon);
    bySeries.get(series).add(actual, forecast, step - 1, horizon);
    byStep.get(step - 1).add(actual, forecast, step - 1, horizon);
  }

  /** Over all targets. */
  public Errors overall() {
    return overall;
  }

  /** By the index of the series. */
  public List<Errors> bySeries() {
    return List.copyOf(bySeries);
  }

  /** By the step of the horizon, beginning with the first. */
  public List<Errors> byStep() {
    return List.copyOf(byStep);
  }

  /** Mean absolute scaled error of one series; NaN where it has no target or no unit. */
  public double mase(int series) {
    Errors errors = bySeries.get(series);
    return errors.targets() == 0 || units[series] == 0 ? Double.NaN : errors.mae() / units[series];
  }

  /** Mean of the series' MASE; NaN where none has one. */
  public double mase() {
    double sum = 0;
    int count = 0;
    for (int series = 0; series < units.length; series++) {
      double own = mase(series);
      if (!Double.isNaN(own)) {
        sum += own;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Every metric that exists, by name. */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>(overall.metrics());
    if (!Double.isNaN(mase())) {
      metrics.put("mase", mase());
    }
    return metrics;
  }
}

package io.foreflow.evaluation.backtest;

import io.foreflow.evaluation.baseline.Baseline;
import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The baselines that forecast quantiles of one series. */
final class QuantileBaselineRun implements BaselineRun {

  private final SeriesHistory history;
  private final List<Baseline> baselines;
  private final float[] points;
  private final float[] quantiles;
  private final double[] levels;
  private final List<Baseline.Running> running = new ArrayList<>();
  private int next;

  QuantileBaselineRun(
      SeriesHistory history, List<Baseline> baselines, double[] levels, int horizon) {
    this.history = history;
    this.baselines = baselines;
    this.levels = levels;
    points = new float[horizon];
    quantiles = new float[levels.length * horizon];
  }

  /** Whether the series has a reading up to the slot that {@link #follow} reached. */
  @Override
  public boolean began() {
    return !running.isEmpty();
  }

  /** Takes in the slots. The baselines learn from the slots up to that of the first call. */
  @Override
  public void follow(int slot) {
    if (running.isEmpty()) {
      float[] past = past(slot);
      if (past != null) {
        baselines.forEach(baseline -> running.add(baseline.fit(past)));
      }
      next = slot + 1;
      return;
    }
    for (; next <= slot; next++) {
      float value = history.value(next);
      running.forEach(one -> one.observe(value));
    }
  }

  @Override
  public float[] forecast(int baseline) {
    Baseline.Running one = running.get(baseline);
    one.forecast(points);
    one.quantiles(levels, points, quantiles);
    return quantiles;
  }

  private float @Nullable [] past(int slot) {
    int first = 0;
    while (first <= slot && Float.isNaN(history.value(first))) {
      first++;
    }
    if (first > slot) {
      return null;
    }
    return history.values(first, slot + 1);
  }
}

package io.foreflow.benchmarks.accuracy;

import io.foreflow.evaluation.backtest.ForecastsFile;
import io.foreflow.evaluation.backtest.ForecastsFile.Point;
import java.util.List;

/** The point forecasts that a task may use. */
enum Points {
  /** The level 0.5, which is best for absolute errors. */
  MEDIAN,

  /**
   * The mean, which is best for squared errors. It is 0.3, 0.4 and 0.3 of the levels 0.1, 0.5 and
   * 0.9, by Swanson's rule for distributions that are not too skewed.
   */
  MEAN;

  private static final float OUTER = 0.3f;
  private static final float MIDDLE = 0.4f;

  Point of(List<Double> levels) {
    if (this == MEDIAN) {
      return ForecastsFile.median(levels);
    }
    int low = levels.indexOf(0.1);
    int middle = levels.indexOf(0.5);
    int high = levels.indexOf(0.9);
    if (low < 0 || middle < 0 || high < 0) {
      throw new IllegalArgumentException(
          "the mean is made of the levels 0.1, 0.5 and 0.9; there are " + levels);
    }
    return (forecast, horizon, step) ->
        OUTER * (forecast[low * horizon + step] + forecast[high * horizon + step])
            + MIDDLE * forecast[middle * horizon + step];
  }
}

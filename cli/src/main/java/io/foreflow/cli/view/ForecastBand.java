package io.foreflow.cli.view;

import io.foreflow.wire.Forecast;

/**
 * A forecast as a line with a band: the median between the lowest and the highest level. Steps are
 * counted from 0.
 *
 * @param forecast whose quantiles these are
 * @param cutoff slot of the last reading that the forecast knows
 * @param middle number of the level nearest to 0.5
 */
record ForecastBand(Forecast forecast, long cutoff, int middle) {

  /** The band of a forecast whose cutoff is in a slot. */
  static ForecastBand of(Forecast forecast, long cutoff) {
    double[] levels = forecast.levels();
    int middle = 0;
    for (int level = 1; level < levels.length; level++) {
      if (Math.abs(levels[level] - 0.5) < Math.abs(levels[middle] - 0.5)) {
        middle = level;
      }
    }
    return new ForecastBand(forecast, cutoff, middle);
  }

  int horizon() {
    return forecast.horizon();
  }

  /** The slot of the last step. */
  long lastSlot() {
    return cutoff + horizon();
  }

  float low(int step) {
    return forecast.quantile(0, step);
  }

  float median(int step) {
    return forecast.quantile(middle, step);
  }

  float high(int step) {
    return forecast.quantile(forecast.levels().length - 1, step);
  }

  /**
   * The share of readings that should be between low and high, such as 0.8 for levels 0.1 to 0.9.
   */
  double share() {
    double[] levels = forecast.levels();
    return levels[levels.length - 1] - levels[0];
  }
}

package io.foreflow.evaluation.baseline;

import io.foreflow.evaluation.distribution.NormalQuantile;

/**
 * The last reading, in a normal band that widens with the square root of time. Forecasts of prices
 * are commonly compared with it. The variance of one step is an exponentially weighted mean of
 * squared steps, with the weight 0.94 that is known from RiskMetrics. A step leads from one reading
 * to the next, however long the market was closed between them.
 */
record VolatilityBand() implements Baseline {

  private static final double KEPT = 0.94;

  @Override
  public String name() {
    return "ewma-volatility";
  }

  @Override
  public Running fit(float[] past) {
    Band band = new Band(past[0]);
    for (int i = 1; i < past.length; i++) {
      band.observe(past[i]);
    }
    return band;
  }

  private static final class Band implements Running {
    private float last;
    private double variance;
    private double weight;

    Band(float first) {
      last = first;
    }

    @Override
    public void observe(float value) {
      if (Float.isNaN(value)) {
        return;
      }
      double step = (double) value - last;
      variance = KEPT * variance + (1 - KEPT) * step * step;
      weight = KEPT * weight + (1 - KEPT);
      last = value;
    }

    @Override
    public void forecast(float[] points) {
      java.util.Arrays.fill(points, last);
    }

    @Override
    public void quantiles(double[] levels, float[] points, float[] quantiles) {
      double deviation = weight == 0 ? 0 : Math.sqrt(variance / weight);
      for (int level = 0; level < levels.length; level++) {
        double wide = NormalQuantile.of(levels[level]) * deviation;
        for (int step = 1; step <= points.length; step++) {
          quantiles[level * points.length + step - 1] = (float) (last + wide * Math.sqrt(step));
        }
      }
    }
  }
}

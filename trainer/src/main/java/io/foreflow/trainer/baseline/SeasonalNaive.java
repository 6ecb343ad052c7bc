package io.foreflow.trainer.baseline;

import java.util.Arrays;

/**
 * The last reading of the target's own phase.
 *
 * @param season in slots; 1 for the last reading of all
 */
record SeasonalNaive(int season) implements Baseline {

  @Override
  public String name() {
    return season == 1 ? "naive" : "seasonal-naive-" + season;
  }

  @Override
  public Running fit(float[] past) {
    return new Cycle(season, past);
  }

  private static final class Cycle implements Running {
    private final float[] values;
    private int next;

    Cycle(int season, float[] past) {
      values = new float[season];
      // A past shorter than a season is taken to have stood at its first reading before.
      Arrays.fill(values, past[0]);
      for (float value : past) {
        observe(value);
      }
    }

    @Override
    public void observe(float value) {
      values[next] = value;
      next = (next + 1) % values.length;
    }

    @Override
    public void forecast(float[] points) {
      for (int step = 0; step < points.length; step++) {
        points[step] = values[(next + step) % values.length];
      }
    }
  }
}

package io.foreflow.evaluation.baseline;

import java.util.Arrays;

/**
 * The last reading at the target's own place in the season. If there was no reading at that place,
 * it is the last reading of all.
 *
 * @param season length of the season in slots; 1 gives the last reading of all
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
    private float last;
    private int next;

    Cycle(int season, float[] past) {
      values = new float[season];
      Arrays.fill(values, Float.NaN);
      for (float value : past) {
        observe(value);
      }
    }

    @Override
    public void observe(float value) {
      if (!Float.isNaN(value)) {
        values[next] = value;
        last = value;
      }
      next = (next + 1) % values.length;
    }

    @Override
    public void forecast(float[] points) {
      for (int step = 0; step < points.length; step++) {
        float ofPhase = values[(next + step) % values.length];
        points[step] = Float.isNaN(ofPhase) ? last : ofPhase;
      }
    }
  }
}

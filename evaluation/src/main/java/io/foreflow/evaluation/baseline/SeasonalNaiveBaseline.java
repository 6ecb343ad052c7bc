package io.foreflow.evaluation.baseline;

import io.foreflow.outcome.SeasonalNaive;

/**
 * The {@linkplain SeasonalNaive seasonal naive forecast}.
 *
 * @param season length of the season in slots; 1 gives the last reading of all
 */
record SeasonalNaiveBaseline(int season) implements Baseline {

  @Override
  public String name() {
    return season == 1 ? "naive" : "seasonal-naive-" + season;
  }

  @Override
  public Running fit(float[] past) {
    Cycle cycle = new Cycle(new SeasonalNaive(season));
    for (float value : past) {
      cycle.observe(value);
    }
    return cycle;
  }

  private record Cycle(SeasonalNaive naive) implements Running {

    @Override
    public void observe(float value) {
      naive.observe(value);
    }

    @Override
    public void forecast(float[] points) {
      for (int step = 1; step <= points.length; step++) {
        points[step - 1] = naive.forecast(step);
      }
    }
  }
}

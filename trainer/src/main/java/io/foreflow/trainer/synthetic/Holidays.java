package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/**
 * Whole seasons that are not as usual: holidays, strikes, stand-stills. One comes every {@code
 * logUniform(5, 40)} seasons and lasts one season (7 of 10) or two to four. The readings are moved
 * towards a level of the series: {@code uniform(0.4, 1)} of the way to one of its lower readings (8
 * of 10) or higher readings.
 */
final class Holidays implements SeriesEvent {

  @Override
  public void change(double[] values, Timeline timeline, Draw draw) {
    int season = timeline.season();
    double apart = draw.logUniform(5, 40);
    int midnight = draw.integer(0, season - 1);
    double share = draw.uniform(0.4, 1);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double part = draw.chance(0.8) ? draw.uniform(0.02, 0.3) : draw.uniform(0.7, 0.98);
    double towards = sorted[(int) (part * (sorted.length - 1))];
    double at = draw.exponential(apart);
    while (at * season < values.length) {
      int length = draw.chance(0.7) ? 1 : draw.integer(2, 4);
      int from = season * (int) at + midnight;
      int to = Math.min(values.length, from + length * season);
      for (int i = from; i < to; i++) {
        values[i] += share * (towards - values[i]);
      }
      at += length + draw.exponential(apart);
    }
  }
}

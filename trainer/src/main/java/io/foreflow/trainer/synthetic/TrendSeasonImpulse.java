package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/**
 * A trend, a season and impulses, the classical parts of a series. The season has deviation 1. The
 * trend rises or falls by {@code logUniform(0.1, 3)} over the series, with zero to three bends. One
 * of three multiplies the season by the trend. Impulses come every {@code logUniform(1, 20)}
 * seasons, each as large as {@code uniform(1, 5)} deviations, and die away within {@code
 * logUniform(0.5, season)} slots. Half of the series have impulses. The noise is autoregressive, of
 * the size {@code logUniform(0.02, 0.7)}.
 */
final class TrendSeasonImpulse implements SeriesFamily {

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double[] season = Season.draw(timeline, draw);
    double[] trend = bentLine(slots, draw.integer(0, 3), draw);
    double rise = draw.logUniform(0.1, 3);
    boolean multiplies = draw.chance(1.0 / 3);
    double[] values = new double[slots];
    Arrays.setAll(
        values,
        i -> rise * trend[i] + season[i] * (multiplies ? StrictMath.exp(0.6 * trend[i]) : 1));
    if (draw.chance(0.5)) {
      impulses(values, timeline.season(), draw);
    }
    double size = draw.logUniform(0.02, 0.7);
    Values.add(values, size, Noise.rough(slots, draw.logUniform(0.2, timeline.season()), draw));
    return values;
  }

  /** A line with bends, that spans 1 from its least to its largest value or so. */
  private static double[] bentLine(int slots, int bends, Draw draw) {
    double[] values = new double[slots];
    double slope = draw.sign() / slots;
    double chance = (double) bends / slots;
    double at = 0;
    for (int i = 0; i < slots; i++) {
      values[i] = at;
      at += slope;
      if (draw.chance(chance)) {
        slope = draw.normal() / slots;
      }
    }
    return values;
  }

  private static void impulses(double[] values, int season, Draw draw) {
    double apart = season * draw.logUniform(1, 20);
    double keep = StrictMath.exp(-1 / draw.logUniform(0.5, season));
    double direction = draw.chance(0.8) ? 1 : 0;
    double impulse = 0;
    for (int i = 0; i < values.length; i++) {
      if (draw.chance(1 / apart)) {
        impulse += draw.uniform(1, 5) * (direction == 0 ? draw.sign() : direction);
      }
      values[i] += impulse;
      impulse *= keep;
    }
  }
}

package io.foreflow.trainer.synthetic;

/**
 * Demand that is mostly zero. In a slot something is wanted with a chance of {@code
 * logUniform(0.02, 0.5)}; in half of the series the time of the season multiplies the chance. How
 * much is wanted is a gamma number of mean 1 and shape {@code logUniform(0.5, 8)}, and in half of
 * the series a whole number of at least 1.
 */
final class Intermittent implements SeriesFamily {

  private static final double MOST_LIKELY = 0.6;

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    double chance = draw.logUniform(0.02, 0.5);
    double shape = draw.logUniform(0.5, 8);
    boolean whole = draw.chance(0.5);
    double typical = draw.logUniform(1, 20);
    double strength = draw.chance(0.5) ? draw.uniform(0.5, 1.5) : 0;
    double[] season = Season.draw(timeline, draw);
    double[] values = new double[timeline.slots()];
    for (int i = 0; i < values.length; i++) {
      double likely = chance * StrictMath.exp(strength * season[i] - strength * strength / 2);
      if (draw.chance(Math.min(MOST_LIKELY, likely))) {
        double size = draw.gamma(shape) / shape;
        values[i] = whole ? 1 + Math.floor(typical * size) : size;
      }
    }
    return values;
  }
}

package io.foreflow.trainer.synthetic;

/**
 * A series with rare large moves. Its noise has Student's distribution with {@code uniform(1.5, 5)}
 * degrees of freedom, at most 30 deviations large. In half of the series the noise moves the level
 * for good or for long: an autoregressive process that lasts {@code logUniform(season, 50
 * seasons)}. In the other half it is gone in the next slot. The season has the size {@code
 * uniform(0, 1.5)}.
 */
final class HeavyTails implements SeriesFamily {

  private static final double LARGEST = 30;

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    double freedom = draw.uniform(1.5, 5);
    double lasts = timeline.season() * draw.logUniform(1, 50);
    double keep = draw.chance(0.5) ? StrictMath.exp(-1 / lasts) : 0;
    double[] values = new double[timeline.slots()];
    double at = 0;
    for (int i = 0; i < values.length; i++) {
      double move = draw.student(freedom);
      at = keep * at + Math.max(-LARGEST, Math.min(LARGEST, move));
      values[i] = at;
    }
    Values.standardize(values);
    Values.add(values, draw.uniform(0, 1.5), Season.draw(timeline, draw));
    return values;
  }
}

package io.foreflow.trainer.synthetic;

/**
 * A series whose high values stand out, such as traffic and prices: each value becomes {@code
 * exp(size value)}, of deviation 1 again, with a size of {@code uniform(0.3, 1.2)}. So trend,
 * season and noise multiply each other. In one of eight series the low values stand out.
 */
final class Skewed implements SeriesEvent {

  @Override
  public void change(double[] values, Timeline timeline, Draw draw) {
    double size = draw.uniform(0.3, 1.2);
    double side = draw.chance(0.125) ? -1 : 1;
    for (int i = 0; i < values.length; i++) {
      // Four deviations out, a wild series would leave nothing of the rest.
      double value = Math.max(-4, Math.min(4, side * values[i]));
      values[i] = side * StrictMath.exp(size * value);
    }
    Values.standardize(values);
  }
}

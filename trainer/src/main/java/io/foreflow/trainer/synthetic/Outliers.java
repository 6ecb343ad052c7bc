package io.foreflow.trainer.synthetic;

/**
 * Single readings that are far off, one in {@code logUniform(50, 1000)} slots. Each is moved by
 * {@code uniform(3, 10)} deviations; in 7 of 10 series all to one side.
 */
final class Outliers implements SeriesEvent {

  @Override
  public void change(double[] values, Timeline timeline, Draw draw) {
    double chance = 1 / draw.logUniform(50, 1000);
    boolean oneSide = draw.chance(0.7);
    double side = draw.sign();
    for (int i = 0; i < values.length; i++) {
      if (draw.chance(chance)) {
        values[i] += (oneSide ? side : draw.sign()) * draw.uniform(3, 10);
      }
    }
  }
}

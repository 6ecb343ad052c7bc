package io.foreflow.trainer.synthetic;

/**
 * The shape of one cycle, with mean 0 and deviation 1. It has one of four forms: one to five
 * harmonics (4 of 10), one to three bumps as of people at peak hours (3 of 10), a block with steep
 * or soft edges as of shifts (1.5 of 10), or a smooth random line (1.5 of 10).
 */
final class DayShape {

  private DayShape() {}

  /** One value for each slot of the cycle. */
  static double[] draw(int length, Draw draw) {
    double[] shape = new double[length];
    switch (draw.index(0.4, 0.3, 0.15, 0.15)) {
      case 0 -> harmonics(shape, draw.integer(1, 5), draw.uniform(0.8, 2), draw);
      case 1 -> bumps(shape, draw);
      case 2 -> block(shape, draw);
      default -> harmonics(shape, Math.max(2, length / 3), draw.uniform(0.5, 1.2), draw);
    }
    Values.standardize(shape);
    return shape;
  }

  /** Waves of 1, 2, 3, ... turns in a cycle, whose sizes fall by a power. */
  private static void harmonics(double[] shape, int count, double power, Draw draw) {
    for (int turns = 1; turns <= count; turns++) {
      double size = draw.normal() * StrictMath.pow(turns, -power);
      Oscillator wave =
          new Oscillator(2 * Math.PI * turns / shape.length, draw.uniform(0, 2 * Math.PI));
      for (int i = 0; i < shape.length; i++) {
        shape[i] += size * wave.next();
      }
    }
  }

  private static void bumps(double[] shape, Draw draw) {
    int count = draw.integer(1, 3);
    for (int bump = 0; bump < count; bump++) {
      double at = draw.uniform(0, shape.length);
      double width = draw.uniform(0.03, 0.15) * shape.length;
      double size = draw.uniform(0.4, 1);
      for (int i = 0; i < shape.length; i++) {
        double away = Math.abs(i - at);
        double distance = Math.min(away, shape.length - away) / width;
        shape[i] += size * StrictMath.exp(-distance * distance / 2);
      }
    }
  }

  private static void block(double[] shape, Draw draw) {
    double at = draw.uniform(0, shape.length);
    double half = draw.uniform(0.1, 0.35) * shape.length;
    double edge = draw.logUniform(0.05, 3);
    for (int i = 0; i < shape.length; i++) {
      double away = Math.abs(i - at);
      double inside = half - Math.min(away, shape.length - away);
      shape[i] = 1 / (1 + StrictMath.exp(-inside / edge));
    }
  }
}

package io.foreflow.evaluation.distribution;

/**
 * The quantiles of Student's t distribution, for any number of degrees of freedom from 1 on. With t
 * = sqrt(n) tan(a), the probability of an interval is the area under cos(a)^(n - 1). Simpson's rule
 * sums up this area, and a search finds the angle with the right area.
 */
public final class StudentQuantile {

  private static final int PARTS = 2048;
  private static final double WIDTH = Math.PI / 2 / PARTS;
  private static final int NEWTON_STEPS = 4;

  private final double degrees;

  /** The area from 0 to each bound. */
  private final double[] areas = new double[PARTS + 1];

  public StudentQuantile(double degrees) {
    this.degrees = degrees;
    for (int i = 0; i < PARTS; i++) {
      areas[i + 1] = areas[i] + area(i * WIDTH, (i + 1) * WIDTH);
    }
  }

  /**
   * The number that a share of {@code level} of the distribution is below. The level is in (0, 1).
   */
  public double of(double level) {
    double sought = Math.abs(2 * level - 1) * areas[PARTS];
    int part = 0;
    while (part < PARTS - 1 && areas[part + 1] < sought) {
      part++;
    }
    double from = part * WIDTH;
    double angle = from;
    for (int i = 0; i < NEWTON_STEPS; i++) {
      angle += (sought - areas[part] - area(from, angle)) / density(angle);
    }
    double size = StrictMath.sqrt(degrees) * StrictMath.tan(angle);
    return level < 0.5 ? -size : size;
  }

  private double area(double from, double to) {
    return (to - from) / 6 * (density(from) + 4 * density((from + to) / 2) + density(to));
  }

  private double density(double angle) {
    return StrictMath.pow(Math.max(0, StrictMath.cos(angle)), degrees - 1);
  }
}

package io.foreflow.trainer.synthetic;

import java.util.SplittableRandom;

/**
 * Random numbers of the distributions that series are drawn from. They come from {@link StrictMath}
 * alone, so that a seed gives the same series on every machine. Not thread-safe.
 */
final class Draw {

  /** Above this mean, a Poisson number is close to a normal one. */
  private static final double LARGE_MEAN = 60;

  private final SplittableRandom random;

  Draw(SplittableRandom random) {
    this.random = random;
  }

  /** Random numbers of their own, so that what draws them cannot move what is drawn after it. */
  Draw split() {
    return new Draw(random.split());
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A number whose logarithm is uniform. */
  double logUniform(double from, double to) {
    return from * StrictMath.exp(random.nextDouble() * StrictMath.log(to / from));
  }

  /** A whole number, both ends included. */
  int integer(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** A whole number whose logarithm is uniform, both ends included. */
  int logInteger(int from, int to) {
    return Math.min(to, (int) logUniform(from, to + 1.0));
  }

  /** One index, with a chance in proportion to its weight. */
  int index(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** A standard normal number, by the polar method. */
  double normal() {
    double x;
    double square;
    do {
      x = uniform(-1, 1);
      double y = uniform(-1, 1);
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * Math.sqrt(-2 * StrictMath.log(square) / square);
  }

  /** 1 or -1. */
  double sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** A number of the gamma distribution with mean {@code shape}, by Marsaglia and Tsang. */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v > 0
          && StrictMath.log(1 - random.nextDouble())
              < x * x / 2 + d * (1 - v + StrictMath.log(v))) {
        return d * v;
      }
    }
  }

  /** A number of Student's distribution. */
  double student(double freedom) {
    return normal() / Math.sqrt(2 * gamma(freedom / 2) / freedom);
  }

  /** A number of the Poisson distribution; of the nearest normal one where the mean is large. */
  double poisson(double mean) {
    if (mean > LARGE_MEAN) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal()));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}

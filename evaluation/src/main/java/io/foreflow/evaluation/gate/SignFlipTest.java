package io.foreflow.evaluation.gate;

import java.util.SplittableRandom;

/**
 * A paired permutation test: how probable a mean as large as the found one is, if each difference
 * had either sign with equal probability. One-sided.
 *
 * <p>It tests the mean, which is also what the margin is measured on, so the two can't disagree
 * about what better means. A rank test would judge the median and could call a model better whose
 * mean loss is larger. It assumes no distribution, and it is exact for few series.
 */
public final class SignFlipTest {

  /** The most differences whose sign patterns are all tried. */
  static final int MOST_EXACT = 16;

  /** The number of random patterns tried for more differences. */
  private static final int DRAWS = 20_000;

  private static final long SEED = 0x5eed_f11b;

  /** Relative slack, so that a sum in another order does not count as smaller. */
  private static final double ROUNDING = 1e-12;

  private SignFlipTest() {}

  /** The fewest differences whose test can reach a level: with n of them, p is at least 2^-n. */
  public static int fewest(double level) {
    int fewest = 1;
    while (Math.scalb(1.0, -fewest) > level) {
      fewest++;
    }
    return fewest;
  }

  /** The probability of such a mean or a larger one. 1 without a difference. */
  public static double pValue(double[] differences) {
    double found = 0;
    double size = 0;
    for (double difference : differences) {
      found += difference;
      size += Math.abs(difference);
    }
    double least = found - ROUNDING * size;
    return differences.length <= MOST_EXACT ? exact(differences, least) : drawn(differences, least);
  }

  private static double exact(double[] differences, double least) {
    int patterns = 1 << differences.length;
    int reached = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      reached += sum(differences, pattern) >= least ? 1 : 0;
    }
    return (double) reached / patterns;
  }

  private static double drawn(double[] differences, double least) {
    SplittableRandom random = new SplittableRandom(SEED);
    // The found pattern is one of the patterns.
    int reached = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int start = 0; start < differences.length; start += Long.SIZE) {
        long signs = random.nextLong();
        int end = Math.min(differences.length, start + Long.SIZE);
        for (int i = start; i < end; i++) {
          sum += (signs >>> (i - start) & 1) == 0 ? differences[i] : -differences[i];
        }
      }
      reached += sum >= least ? 1 : 0;
    }
    return (double) reached / (DRAWS + 1);
  }

  private static double sum(double[] differences, int pattern) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }
}

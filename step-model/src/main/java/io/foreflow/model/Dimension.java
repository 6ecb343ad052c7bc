package io.foreflow.model;

import static java.lang.Math.multiplyHigh;

import org.jspecify.annotations.Nullable;

/**
 * The size of a tensor in one dimension, or its elements: {@code factor * rows^power}. The number
 * of rows stays open, because a graph has to run with any.
 */
record Dimension(long factor, int power) {
  static final Dimension ONE = new Dimension(1, 0);
  static final Dimension ROWS = new Dimension(1, 1);

  static Dimension of(long size) {
    return new Dimension(size, 0);
  }

  /** Whether the size does not depend on the number of rows. */
  boolean isFixed() {
    return power == 0;
  }

  /** The product, or the largest number that there is instead of an overflow. */
  Dimension times(Dimension other) {
    boolean overflows = multiplyHigh(factor, other.factor) != 0 || factor * other.factor < 0;
    return new Dimension(overflows ? Long.MAX_VALUE : factor * other.factor, power + other.power);
  }

  /** The size with so many rows. It is not exact beyond 2^53, which is far beyond every limit. */
  double at(int rows) {
    return factor * Math.pow(rows, power);
  }

  /**
   * Written by hand: the equals that the compiler makes for a record leaves a reference in a static
   * of the JDK, which would keep all classes of a job that has ended.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dimension dim && factor == dim.factor && power == dim.power;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(factor) + power;
  }

  @Override
  public String toString() {
    if (power == 0) {
      return Long.toString(factor);
    }
    String rows = power == 1 ? "rows" : "rows^" + power;
    return factor == 1 ? rows : factor + " " + rows;
  }
}

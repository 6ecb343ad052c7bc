package io.foreflow.trainer.ridge;

/**
 * The Cholesky factor L of a symmetric positive definite matrix, L L' = matrix. Every sum has a
 * fixed order.
 */
final class Cholesky {

  private final int size;
  private final double[] lower;

  private Cholesky(int size, double[] lower) {
    this.size = size;
    this.lower = lower;
  }

  /**
   * Factors a matrix with a number added to its diagonal.
   *
   * @param matrix size * size numbers, row by row; only the lower triangle is read
   * @param ridge is large enough to make the matrix positive definite
   */
  static Cholesky of(double[] matrix, int size, double ridge) {
    double[] lower = matrix.clone();
    for (int row = 0; row < size; row++) {
      int at = row * size;
      lower[at + row] += ridge;
      for (int column = 0; column <= row; column++) {
        double sum = lower[at + column] - dot(lower, at, lower, column * size, column);
        if (column < row) {
          lower[at + column] = sum / lower[column * size + column];
        } else if (sum > 0) {
          lower[at + row] = StrictMath.sqrt(sum);
        } else {
          throw new IllegalArgumentException("the matrix is not positive definite at " + row);
        }
      }
    }
    return new Cholesky(size, lower);
  }

  /** The x with matrix x = right. Overwrites {@code right} with it, from {@code at} on. */
  void solve(double[] right, int at) {
    for (int row = 0; row < size; row++) {
      double sum = right[at + row] - dot(lower, row * size, right, at, row);
      right[at + row] = sum / lower[row * size + row];
    }
    for (int row = size - 1; row >= 0; row--) {
      double value = right[at + row] / lower[row * size + row];
      right[at + row] = value;
      // By rows of L, so that memory is read in its order.
      for (int column = 0; column < row; column++) {
        right[at + column] -= value * lower[row * size + column];
      }
    }
  }

  /** Four sums side by side, which do not wait for each other. */
  static double dot(double[] a, int atA, double[] b, int atB, int count) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      first += a[atA + i] * b[atB + i];
      second += a[atA + i + 1] * b[atB + i + 1];
      third += a[atA + i + 2] * b[atB + i + 2];
      fourth += a[atA + i + 3] * b[atB + i + 3];
    }
    for (; i < count; i++) {
      first += a[atA + i] * b[atB + i];
    }
    return (first + second) + (third + fourth);
  }
}

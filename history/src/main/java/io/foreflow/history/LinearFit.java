package io.foreflow.history;

import java.util.Arrays;
import java.util.List;

/**
 * A linear regression that makes the mean absolute error small. It repeats least squares with less
 * weight for rows that are far off, so that outliers do not decide.
 */
final class LinearFit {

  private static final int REPEATS = 5;

  /** Errors below this count as this, in the unit of the targets. */
  private static final double SMALL = 1e-3;

  /** A slight pull towards zero, as a share of the mean square of the regressors. */
  private static final double PULL = 1e-4;

  private LinearFit() {}

  /** A row of a regression: as many regressors as any other row, and the number to forecast. */
  static final class Row {
    private final double[] regressors;
    private final double target;

    /** Creates a row that owns its array. */
    Row(double[] regressors, double target) {
      this.regressors = regressors;
      this.target = target;
    }

    /** The difference to the forecast by coefficients. */
    double error(double[] coefficients) {
      double error = target;
      for (int i = 0; i < regressors.length; i++) {
        error -= coefficients[i] * regressors[i];
      }
      return error;
    }
  }

  /** The coefficients of rows of a width. All are 0 if there are no rows. */
  static double[] of(List<Row> rows, int width) {
    double[] coefficients = new double[width];
    double[] weights = new double[rows.size()];
    Arrays.fill(weights, 1);
    for (int repeat = 0; repeat < REPEATS && !rows.isEmpty(); repeat++) {
      coefficients = solve(rows, weights, width);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = 1 / Math.max(SMALL, Math.abs(rows.get(i).error(coefficients)));
      }
    }
    return coefficients;
  }

  /** Weighted least squares by a Cholesky decomposition. */
  private static double[] solve(List<Row> rows, double[] weights, int width) {
    double[][] products = new double[width][width];
    double[] solution = new double[width];
    for (int at = 0; at < weights.length; at++) {
      double[] row = rows.get(at).regressors;
      for (int i = 0; i < width; i++) {
        double weighted = weights[at] * row[i];
        solution[i] += weighted * rows.get(at).target;
        for (int j = 0; j <= i; j++) {
          products[i][j] += weighted * row[j];
        }
      }
    }
    double trace = 0;
    for (int i = 0; i < width; i++) {
      trace += products[i][i];
    }
    double pull = PULL * trace / width + Double.MIN_NORMAL;
    for (int i = 0; i < width; i++) {
      products[i][i] += pull;
    }
    decompose(products, pull);
    for (int i = 0; i < width; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= products[i][k] * solution[k];
      }
      solution[i] /= products[i][i];
    }
    for (int i = width - 1; i >= 0; i--) {
      for (int k = i + 1; k < width; k++) {
        solution[i] -= products[k][i] * solution[k];
      }
      solution[i] /= products[i][i];
    }
    return solution;
  }

  /** Replaces the lower half of a matrix with its root. */
  private static void decompose(double[][] matrix, double least) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(rest, least)) : rest / matrix[j][j];
      }
    }
  }
}

package io.foreflow.trainer.ridge;

import java.util.Arrays;

/**
 * The sums of a least-squares problem: those of the readings with each other (X'X), of the readings
 * with each target (X'Y), and of the squared targets. Problems of several blocks are added.
 */
final class NormalEquations {

  /** Rows that are added together, so that the large matrix is passed over less often. */
  private static final int TOGETHER = 8;

  private final int window;
  private final int horizon;

  /** X'X, row by row; only the lower triangle. */
  private final double[] gram;

  /** X'Y, a row for each target. */
  private final double[] moments;

  private final double[] squares;
  private final double[] rows;
  private int waiting;

  NormalEquations(int window, int horizon) {
    this.window = window;
    this.horizon = horizon;
    gram = new double[window * window];
    moments = new double[horizon * window];
    squares = new double[horizon];
    rows = new double[TOGETHER * window];
  }

  /** Adds readings with a weight. */
  void addReadings(double[] readings, double weight) {
    double root = StrictMath.sqrt(weight);
    for (int i = 0; i < window; i++) {
      rows[waiting * window + i] = root * readings[i];
    }
    waiting++;
    if (waiting == TOGETHER) {
      addWaiting();
    }
  }

  private void addWaiting() {
    for (int row = waiting; row < TOGETHER; row++) {
      for (int i = 0; i < window; i++) {
        rows[row * window + i] = 0;
      }
    }
    for (int i = 0; i < window; i++) {
      for (int first = 0; first < TOGETHER; first += 4) {
        addFour(i, first * window);
      }
    }
    waiting = 0;
  }

  /** Adds four rows to a row of X'X. */
  private void addFour(int i, int at) {
    int second = at + window;
    int third = second + window;
    int fourth = third + window;
    double a = rows[at + i];
    double b = rows[second + i];
    double c = rows[third + i];
    double d = rows[fourth + i];
    int row = i * window;
    for (int j = 0; j <= i; j++) {
      gram[row + j] +=
          (a * rows[at + j] + b * rows[second + j]) + (c * rows[third + j] + d * rows[fourth + j]);
    }
  }

  /** Adds a target that belongs to readings. */
  void addTarget(int step, double target, double[] readings, double weight) {
    double weighted = weight * target;
    int row = step * window;
    for (int i = 0; i < window; i++) {
      moments[row + i] += weighted * readings[i];
    }
    squares[step] += weighted * target;
  }

  /** Adds another problem. */
  void add(NormalEquations other) {
    finish();
    other.finish();
    add(gram, other.gram, 1);
    add(moments, other.moments, 1);
    add(squares, other.squares, 1);
  }

  /** This problem without a part of it. */
  NormalEquations without(NormalEquations part) {
    NormalEquations rest = new NormalEquations(window, horizon);
    rest.add(this);
    part.finish();
    add(rest.gram, part.gram, -1);
    add(rest.moments, part.moments, -1);
    add(rest.squares, part.squares, -1);
    return rest;
  }

  private static void add(double[] to, double[] from, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * from[i];
    }
  }

  private void finish() {
    if (waiting > 0) {
      addWaiting();
    }
  }

  /**
   * The map that makes the squared errors plus the penalty smallest, a row for each target.
   *
   * @param penalties the penalty of the squared weights of each step, relative to the mean of the
   *     diagonal of X'X
   */
  double[] solve(double[] penalties) {
    finish();
    double trace = 0;
    for (int i = 0; i < window; i++) {
      trace += gram[i * window + i];
    }
    double[] map = new double[horizon * window];
    if (trace == 0) {
      // All readings were alike, so no map makes a difference.
      return map;
    }
    for (double penalty : Arrays.stream(penalties).distinct().toArray()) {
      Cholesky factor = Cholesky.of(gram, window, penalty * trace / window);
      for (int step = 0; step < horizon; step++) {
        if (penalties[step] == penalty) {
          System.arraycopy(moments, step * window, map, step * window, window);
          factor.solve(map, step * window);
        }
      }
    }
    return map;
  }

  /** The sum of the squared errors of a map, for a step. */
  double error(double[] map, int step) {
    finish();
    int at = step * window;
    double sum = squares[step] - 2 * Cholesky.dot(map, at, moments, at, window);
    for (int i = 0; i < window; i++) {
      double below = Cholesky.dot(gram, i * window, map, at, i);
      sum += map[at + i] * (2 * below + gram[i * window + i] * map[at + i]);
    }
    return sum;
  }
}

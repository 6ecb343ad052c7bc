package io.foreflow.evaluation.backtest;

import java.util.List;

/**
 * The direction of a move. A target's move is its difference to the reading at the origin, in
 * scales of the origin. A move is flat if its size is at most {@code flatBand} times the square
 * root of the step. A larger move is down or up. A random walk strays in proportion to that root,
 * so the three classes stay about equally frequent from step to step.
 *
 * @param flatBand the largest move of one step that is flat, in scales
 */
public record Direction(double flatBand) {

  /** The classes, in the order of the forecasts. */
  public static final List<String> CLASSES = List.of("down", "flat", "up");

  /** The largest flat move of a step, in scales. The first step is 1. */
  public double threshold(int step) {
    return flatBand * StrictMath.sqrt(step);
  }

  /** The class, as an index into {@link #CLASSES}, of a move in scales. */
  public int of(double move, int step) {
    if (Math.abs(move) <= threshold(step)) {
      return 1;
    }
    return move < 0 ? 0 : 2;
  }
}

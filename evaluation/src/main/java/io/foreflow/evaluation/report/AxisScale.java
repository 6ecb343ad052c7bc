package io.foreflow.evaluation.report;

import java.util.List;

/** The scale of an axis. It decides where marks are and how they are written. */
interface AxisScale {

  /** A round distance between marks, so that a range has about five of them. */
  double step(double low, double high);

  /** Whether an axis should begin at zero if its values come near zero. */
  boolean beginsAtZero();

  /** The places of marks within a range, in ascending order. */
  List<Double> ticks(double low, double high, double step);

  /**
   * The text of a mark, with as few characters as distinguish it from its neighbours.
   *
   * @param largest the size of the largest value on the axis
   */
  String label(double tick, double step, double largest);
}

package io.foreflow.evaluation.report;

import java.util.List;

/** What the values of an axis are: where they are marked, and how a mark is written. */
interface AxisScale {

  /** A round distance between marks, such that a range has about five of them. */
  double step(double low, double high);

  /** Whether an axis that comes near zero should begin there. */
  boolean beginsAtZero();

  /** The places of marks within a range, in ascending order. */
  List<Double> ticks(double low, double high, double step);

  /**
   * A mark in as few characters as tell it from its neighbours.
   *
   * @param largest the size of the largest value on the axis
   */
  String label(double tick, double step, double largest);
}

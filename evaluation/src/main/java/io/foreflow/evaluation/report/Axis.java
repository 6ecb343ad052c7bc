package io.foreflow.evaluation.report;

import java.util.List;

/**
 * A range of values along one side of a plot.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 * @param step the distance from one tick to the next
 */
record Axis(double low, double high, double from, double to, AxisScale scale, double step) {

  /** The share of the range that stays free above the highest value. */
  private static final double HEADROOM = 0.03;

  /**
   * Creates an axis of numbers along the bottom. It goes from the lowest to the highest value
   * without a margin. A single value is in the middle.
   */
  static Axis across(double low, double high, double from, double to) {
    return across(low, high, from, to, NumberScale.VALUE);
  }

  static Axis across(double low, double high, double from, double to, AxisScale scale) {
    if (!(high > low)) {
      return new Axis(low - 0.5, low + 0.5, from, to, scale, 1);
    }
    return new Axis(low, high, from, to, scale, scale.step(low, high));
  }

  /**
   * Creates an axis of values along the left, from one tick to another. The axis ends above the
   * highest value, unless that is 100 %. An axis of amounts begins at zero if the lowest value is
   * nearer to zero than to the highest.
   */
  static Axis upwards(double low, double high, double bottom, double top, AxisScale scale) {
    double spread = high > low ? high - low : Math.max(1, Math.abs(low));
    double lowest = scale.beginsAtZero() && low >= 0 && low <= high / 2 ? 0 : low;
    double highest = Math.max(high, lowest + spread);
    double step = scale.step(lowest, highest);
    double begin = Math.floor(lowest / step + 1e-9) * step;
    double end = Math.ceil(highest / step - 1e-9) * step;
    boolean isWhole = scale == NumberScale.PERCENT && high <= 1;
    if (!isWhole && end - high < HEADROOM * (end - begin)) {
      end += step;
    }
    return new Axis(begin, end, bottom, top, scale, step);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values within the range, about five of them. */
  List<Double> ticks() {
    return scale.ticks(low, high, step);
  }

  /** The text of a tick, with as few digits as distinguish it from its neighbours. */
  String label(double tick) {
    return scale.label(tick, step, Math.max(Math.abs(low), Math.abs(high)));
  }
}

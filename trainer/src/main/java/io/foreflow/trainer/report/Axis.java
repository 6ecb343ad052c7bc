package io.foreflow.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A range of values laid along a side of a plot.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 */
record Axis(double low, double high, double from, double to) {

  private static final int TICKS = 5;
  private static final double MARGIN = 0.04;
  private static final double[] STEPS = {1, 2, 5, 10};

  /** Along the bottom: from value to value, without a margin. */
  static Axis across(double low, double high, double from, double to) {
    return new Axis(low, high > low ? high : low + 1, from, to);
  }

  /** Along the left: with a margin above and below. */
  static Axis upwards(double low, double high, double bottom, double top) {
    double spread = high > low ? high - low : Math.max(1, Math.abs(low));
    return new Axis(low - MARGIN * spread, high + MARGIN * spread, bottom, top);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values within the range, about five. */
  List<Double> ticks() {
    double step = step();
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private double step() {
    double wanted = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double step : STEPS) {
      if (step * power >= wanted) {
        return step * power;
      }
    }
    return wanted;
  }

  /** A tick in as few digits as tell it from its neighbours. */
  String label(double tick) {
    double step = step();
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (size >= 1e6 || step < 1e-4) {
      return String.format(Locale.ROOT, "%.3g", tick);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick == 0 ? 0.0 : tick);
  }
}

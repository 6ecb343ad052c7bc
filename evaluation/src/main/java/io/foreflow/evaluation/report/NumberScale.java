package io.foreflow.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scales of numbers. */
public enum NumberScale implements AxisScale {
  /** Amounts, such as errors. Their size matters. */
  AMOUNT {
    @Override
    public boolean beginsAtZero() {
      return true;
    }
  },

  /** Values, such as readings. Their course matters. */
  VALUE,

  /** Shares, written as percentages. */
  PERCENT {
    @Override
    public boolean beginsAtZero() {
      return true;
    }

    @Override
    public String label(double tick, double step, double largest) {
      return fixed(100 * tick, 100 * step) + " %";
    }
  },

  /** Powers of ten. The values of the axis are their exponents. */
  POWERS_OF_TEN {
    @Override
    public double step(double low, double high) {
      return Math.max(1, super.step(low, high));
    }

    @Override
    public String label(double tick, double step, double largest) {
      int exponent = (int) Math.round(tick);
      return Math.abs(exponent) <= DECIMAL_EXPONENT
          ? String.format(Locale.ROOT, "%." + Math.max(0, -exponent) + "f", Math.pow(10, exponent))
          : "1e" + exponent;
    }
  };

  private static final int TICKS = 5;
  private static final double[] STEPS = {1, 2, 5, 10};

  /** The largest exponent of a power of ten that is written as a plain number. */
  private static final int DECIMAL_EXPONENT = 4;

  @Override
  public boolean beginsAtZero() {
    return false;
  }

  /** A number as it is. Large numbers end with M for millions or G for thousands of millions. */
  @Override
  public String label(double tick, double step, double largest) {
    if (largest >= 1e12 || step < 1e-4) {
      return String.format(Locale.ROOT, "%.3g", tick);
    }
    if (largest >= 1e9) {
      return fixed(tick / 1e9, step / 1e9) + "G";
    }
    return largest >= 1e6 ? fixed(tick / 1e6, step / 1e6) + "M" : fixed(tick, step);
  }

  @Override
  public List<Double> ticks(double low, double high, double step) {
    List<Double> ticks = new ArrayList<>();
    // The ends may be ticks themselves, but rounding may put them a little outside the range.
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  @Override
  public double step(double low, double high) {
    double wanted = (high - low) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double step : STEPS) {
      if (step * power >= wanted) {
        return step * power;
      }
    }
    return wanted;
  }

  private static String fixed(double tick, double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    double shown = Math.abs(tick) < 1e-9 * step ? 0.0 : tick;
    return String.format(Locale.ROOT, "%,." + decimals + "f", shown);
  }
}

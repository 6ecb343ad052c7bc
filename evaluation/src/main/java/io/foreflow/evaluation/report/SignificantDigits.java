package io.foreflow.evaluation.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers with three significant digits, which is as many as a reader compares. */
public final class SignificantDigits {

  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final double LARGE = 1e9;
  private static final double SMALL = 1e-4;

  private SignificantDigits() {}

  /** A number such as {@code 0.0237}, {@code 5.27} or {@code 1,230}. A dash if it is not finite. */
  public static String three(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE);
    double size = rounded.abs().doubleValue();
    if (size >= LARGE || size < SMALL) {
      return String.format(Locale.ROOT, "%.2e", rounded);
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return String.format(Locale.ROOT, "%,." + Math.max(0, 2 - exponent) + "f", rounded);
  }

  /** A share as a percentage, such as {@code 78.3 %}. It is not broken at the end of a line. */
  static String percent(double share) {
    return three(100 * share) + "\u00a0%";
  }
}

package io.foreflow.evaluation.gate;

import java.util.Locale;

/** Numbers as people read them. */
final class Words {

  private Words() {}

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "no number";
    }
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String percent(double share) {
    return Double.isFinite(share)
        ? String.format(Locale.ROOT, "%.1f", 100 * share).replace(".0", "") + " %"
        : "no number";
  }

  /** How much more or less a value is than another one. */
  static String change(double value, double than) {
    if (!Double.isFinite(value) || !Double.isFinite(than) || than == 0) {
      return "not comparable";
    }
    double change = value / than - 1;
    return percent(Math.abs(change)) + (change > 0 ? " more" : " less");
  }
}

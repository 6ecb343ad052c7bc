package io.foreflow.benchmarks.docs;

import io.foreflow.benchmarks.report.Spread;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as the pages show them: as many digits as a measurement on a shared machine is worth. */
final class Figures {
  private Figures() {}

  /**
   * Hundreds from 10,000 on, whole numbers from 100 on, three digits below, two decimals at most.
   */
  static String text(double number) {
    double size = Math.abs(number);
    if (size >= 10_000) {
      return String.format(Locale.ROOT, "%,d", Math.round(number / 100) * 100);
    }
    if (size >= 99.95) {
      return String.format(Locale.ROOT, "%,d", Math.round(number));
    }
    return String.format(Locale.ROOT, size >= 9.995 ? "%.1f" : "%.2f", number);
  }

  /** A number that somebody chose, without zeros at its end. */
  static String bound(double number) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }

  /** The median, then the least and the most in brackets. */
  static String text(Spread spread) {
    String median = text(spread.median());
    return spread.min() == spread.max()
        ? median
        : "%s (%s to %s)".formatted(median, text(spread.min()), text(spread.max()));
  }
}

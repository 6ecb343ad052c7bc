package io.foreflow.benchmarks.docs;

import io.foreflow.benchmarks.report.Spread;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Formats numbers for the pages, with as many digits as a measurement on a shared machine is worth.
 */
final class Figures {
  private Figures() {}

  /**
   * Rounds to hundreds from 10,000 on, to whole numbers from 100 on, and to three digits below,
   * with two decimals at most.
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

  /** A number that somebody chose, without trailing zeros. */
  static String bound(double number) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }

  /** The median, followed by the least and the largest in brackets. */
  static String text(Spread spread) {
    String median = text(spread.median());
    return spread.min() == spread.max()
        ? median
        : "%s (%s to %s)".formatted(median, text(spread.min()), text(spread.max()));
  }
}

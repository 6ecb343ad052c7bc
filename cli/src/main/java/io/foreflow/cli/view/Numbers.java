package io.foreflow.cli.view;

import java.time.Duration;
import java.util.Locale;

/** Formats numbers for people, the same in every locale. */
public final class Numbers {

  private Numbers() {}

  /**
   * A number in at most seven characters, with three or more significant digits; large ones have k,
   * M or G.
   */
  public static String compact(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return "-";
    }
    if (size >= 1e10) {
      return format("%.2fG", value / 1e9);
    }
    if (size >= 1e7) {
      return format("%.2fM", value / 1e6);
    }
    if (size >= 1e4) {
      return format("%.2fk", value / 1e3);
    }
    return format(size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f", value);
  }

  /** A count with separated thousands: {@code 12,345}. */
  public static String count(long value) {
    return format("%,d", value);
  }

  /** A size in bytes, with three or fewer digits: {@code 157 kB}. */
  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double size = bytes;
    int unit = 0;
    while (size >= 999.5 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return format(unit == 0 || size >= 9.95 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  }

  /** A number with this many decimals, or a dash if it is not finite. */
  public static String decimal(double value, int decimals) {
    return Double.isFinite(value) ? format("%." + decimals + "f", value) : "-";
  }

  /** A duration in at most two units: {@code 4.2 s}, {@code 37 s}, {@code 3 min 20 s}. */
  public static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1e3;
    if (seconds < 9.95) {
      return format("%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 120) {
      return whole + " s";
    }
    return whole < 7200
        ? format("%d min %02d s", whole / 60, whole % 60)
        : format("%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** A span of event time in the largest unit of which it has two: {@code 7 d}, {@code 36 h}. */
  public static String span(Duration time) {
    double hours = time.toMillis() / 3.6e6;
    if (hours >= 48) {
      return rounded(hours / 24) + " d";
    }
    if (hours >= 2) {
      return rounded(hours) + " h";
    }
    return hours >= 2 / 60.0 ? rounded(60 * hours) + " min" : rounded(3600 * hours) + " s";
  }

  private static String rounded(double value) {
    double tenths = Math.rint(10 * value) / 10;
    return tenths == Math.rint(tenths) ? count((long) tenths) : format("%.1f", tenths);
  }

  /** Text aligned to the right of this many columns. */
  public static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - text.length())) + text;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

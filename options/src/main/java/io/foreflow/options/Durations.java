package io.foreflow.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people type them: {@code 500ms}, {@code 60 s}, {@code 5m}, {@code 2 days}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([a-zµ]*)");

  /** Lengths in nanoseconds by the names of the units, the longest unit first. */
  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    unit(86_400_000_000_000L, "d day days");
    unit(3_600_000_000_000L, "h hour hours");
    unit(60_000_000_000L, "min m minute minutes");
    unit(1_000_000_000L, "s sec secs second seconds");
    unit(1_000_000L, "ms milli millis millisecond milliseconds");
    unit(1_000L, "µs micro micros microsecond microseconds");
    unit(1L, "ns nano nanos nanosecond nanoseconds");
  }

  private Durations() {}

  private static void unit(long nanos, String names) {
    for (String name : names.split(" ", -1)) {
      UNITS.put(name, nanos);
    }
  }

  /**
   * Parses a number with its unit, or an ISO-8601 duration.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Duration parse(String text) {
    return parse(text, "");
  }

  /** Parses a duration like {@link #parse(String)}. A number without a unit is in milliseconds. */
  static Duration parseOrMillis(String text) {
    return parse(text, "ms");
  }

  private static Duration parse(String text, String defaultUnit) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    try {
      Matcher matcher = FORM.matcher(lower);
      if (!matcher.matches()) {
        return Duration.parse(lower);
      }
      String unit = matcher.group(2).isEmpty() ? defaultUnit : matcher.group(2);
      Long nanos = UNITS.get(unit);
      if (nanos != null) {
        return Duration.ofNanos(nanos).multipliedBy(Long.parseLong(matcher.group(1)));
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(refusal(text), e);
    }
    throw new IllegalArgumentException(refusal(text));
  }

  private static String refusal(String text) {
    return "'%s' is not a duration. Allowed: a number with ms, s, m, h or d, such as 60s"
        .formatted(text);
  }

  /** The duration in the longest unit in which it is a whole number, such as {@code 5 min}. */
  public static String write(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos != 0) {
      for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
        if (nanos % unit.getValue() == 0) {
          return nanos / unit.getValue() + " " + unit.getKey();
        }
      }
    }
    return "0 ms";
  }
}

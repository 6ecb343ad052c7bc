package io.foreflow.trainer.history;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads event times as people write them. */
final class EventTimes {

  private static final Pattern MILLIS = Pattern.compile("-?\\d{1,18}");
  private static final int DATE = "2024-05-01".length();

  private EventTimes() {}

  /**
   * Epoch milliseconds of ISO-8601, with a space for the T if need be, or of epoch milliseconds;
   * else nothing.
   */
  static OptionalLong parse(String text) {
    String time = text.strip();
    if (MILLIS.matcher(time).matches()) {
      return OptionalLong.of(Long.parseLong(time));
    }
    try {
      return OptionalLong.of(iso(time));
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static long iso(String text) {
    if (text.length() == DATE) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    boolean hasSpace = text.length() > DATE && text.charAt(DATE) == ' ';
    String time = hasSpace ? text.replaceFirst(" ", "T") : text;
    boolean hasZone =
        time.endsWith("Z") || time.lastIndexOf('+') > DATE || time.lastIndexOf('-') > DATE;
    return hasZone
        ? OffsetDateTime.parse(time).toInstant().toEpochMilli()
        : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}

package io.foreflow.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times in ISO-8601. java.time takes longer for one time than a JSON parser for the rest of a
 * reading.
 */
final class IsoTime {
  private static final String COMMON = "0000-00-00T00:00:00Z";
  private static final long SECONDS_PER_DAY = 86_400;

  private IsoTime() {}

  /**
   * The epoch milliseconds of a time with its zone.
   *
   * @throws DateTimeException if it is no such time
   * @throws ArithmeticException if it is beyond a long
   */
  static long millis(String text) {
    return isCommon(text) ? ofCommon(text) : Instant.parse(text).toEpochMilli();
  }

  /** Whether it has the form of {@link #COMMON}, which writers use most. */
  private static boolean isCommon(String text) {
    if (text.length() != COMMON.length()) {
      return false;
    }
    for (int i = 0; i < COMMON.length(); i++) {
      char c = text.charAt(i);
      boolean fits = COMMON.charAt(i) == '0' ? c >= '0' && c <= '9' : c == COMMON.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static long ofCommon(String text) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      // java.time knows the rules of 24:00 and of leap seconds.
      return Instant.parse(text).toEpochMilli();
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    return 1000 * (day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}

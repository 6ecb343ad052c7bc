package io.foreflow.evaluation.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations in words. */
final class TimeText {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);

  private TimeText() {}

  /** A local time without its zone: {@code 5 Jan 2025, 23:00}. */
  static String local(Instant time, ZoneId zone) {
    boolean isWholeMinute = time.getEpochSecond() % 60 == 0 && time.getNano() == 0;
    return (isWholeMinute ? MINUTES : SECONDS).format(time.atZone(zone));
  }

  /** The zone as people call it, such as {@code UTC} or {@code Europe/Paris}. */
  static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** A duration in the largest unit in which it is a whole number, such as {@code 30 minutes}. */
  static String duration(Duration duration) {
    for (TimeUnit unit : TimeUnit.values()) {
      long count = duration.toMillis() / unit.millis();
      if (count > 0 && count * unit.millis() == duration.toMillis()) {
        return unit.text(count);
      }
    }
    return duration.toString();
  }
}

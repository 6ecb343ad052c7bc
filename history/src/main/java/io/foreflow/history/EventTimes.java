package io.foreflow.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the event times of one file as people write them. Not thread-safe. */
final class EventTimes {

  /** A time before all others, for the first reading of a series. */
  static final long NONE_BEFORE = Long.MIN_VALUE;

  private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}");
  private static final int DATE = "2024-05-01".length();

  /**
   * Ten digits are seconds of the years 2001 to 2286. Ten digits of milliseconds would be early
   * 1970.
   */
  private static final int DIGITS_OF_SECONDS = 10;

  private final TimeFormat format;
  private final Set<String> found = new LinkedHashSet<>();
  private TimeFormat.Form epoch;

  EventTimes(TimeFormat format) {
    this.format = format;
    this.epoch = format.form();
  }

  /**
   * Epoch milliseconds of a cell. When clocks go back, a local time occurs twice. The earlier of
   * the two is taken if it is after {@code previous}, else the later one.
   *
   * @param previous the time of the previous reading of the same series
   */
  long read(CsvLine cells, int place, long previous) throws HistoryException {
    String text = cells.get(place).strip();
    try {
      if (format.form() == TimeFormat.Form.PATTERN) {
        return ofPattern(text, previous);
      }
      if (format.form() != TimeFormat.Form.ISO && DIGITS.matcher(text).matches()) {
        return ofEpoch(text);
      }
      if (format.form() == TimeFormat.Form.AUTO || format.form() == TimeFormat.Form.ISO) {
        return ofIso(text, previous);
      }
    } catch (SkippedTimeException e) {
      throw cells.error(place, String.valueOf(e.getMessage()));
    } catch (DateTimeException | ArithmeticException e) {
      throw cells.error(place, expected());
    }
    throw cells.error(place, expected());
  }

  /** The forms of time found so far, in plain words. */
  List<String> found() {
    return List.copyOf(found);
  }

  /** Whether a local time can occur twice, so that the order of rows matters. */
  boolean dependsOnOrder() {
    return !format.zone().getRules().isFixedOffset();
  }

  private String expected() {
    return switch (format.form()) {
      case AUTO ->
          "a time, such as 2024-05-01T13:00:00Z or 1714568400000 (epoch milliseconds); others with"
              + " a time format";
      case ISO -> "a time, such as 2024-05-01T13:00:00Z";
      case EPOCH_SECONDS -> "a time, such as 1714568400 (epoch seconds)";
      case EPOCH_MILLIS -> "a time, such as 1714568400000 (epoch milliseconds)";
      case PATTERN -> "a time of the given format, with a date";
    };
  }

  private long ofEpoch(String text) {
    if (epoch == TimeFormat.Form.AUTO) {
      epoch =
          text.length() == DIGITS_OF_SECONDS && text.charAt(0) != '-'
              ? TimeFormat.Form.EPOCH_SECONDS
              : TimeFormat.Form.EPOCH_MILLIS;
    }
    long number = Long.parseLong(text);
    if (epoch == TimeFormat.Form.EPOCH_SECONDS) {
      found.add("epoch seconds");
      return Math.multiplyExact(number, 1000L);
    }
    found.add("epoch milliseconds");
    return number;
  }

  private long ofPattern(String text, long previous) {
    DateTimeFormatter pattern = format.pattern().orElseThrow();
    TemporalAccessor time =
        pattern.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof ZonedDateTime zoned) {
      found.add("times with an offset");
      return zoned.toInstant().toEpochMilli();
    }
    return ofLocal(
        time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time, previous);
  }

  private long ofIso(String text, long previous) {
    if (text.length() == DATE) {
      return ofLocal(LocalDate.parse(text).atStartOfDay(), previous);
    }
    boolean hasSpace = text.length() > DATE && text.charAt(DATE) == ' ';
    String time = hasSpace ? text.replaceFirst(" ", "T") : text;
    boolean hasZone =
        time.endsWith("Z") || time.lastIndexOf('+') > DATE || time.lastIndexOf('-') > DATE;
    if (!hasZone) {
      return ofLocal(LocalDateTime.parse(time), previous);
    }
    found.add("times with an offset");
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  private long ofLocal(LocalDateTime local, long previous) {
    found.add("times without an offset taken as " + zone());
    List<ZoneOffset> offsets = format.zone().getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new SkippedTimeException(zone(), format.zone().getRules().getTransition(local));
    }
    long earlier = local.toInstant(offsets.get(0)).toEpochMilli();
    return offsets.size() == 1 || earlier > previous
        ? earlier
        : local.toInstant(offsets.get(1)).toEpochMilli();
  }

  private String zone() {
    return format.zone().equals(ZoneOffset.UTC) ? "UTC" : format.zone().getId();
  }

  /** A local time that does not exist because clocks go forward over it. */
  private static final class SkippedTimeException extends DateTimeException {
    private static final long serialVersionUID = 1;

    SkippedTimeException(String zone, ZoneOffsetTransition skipped) {
      super(
          "a time that exists in "
              + zone
              + ", where clocks went from "
              + skipped.getDateTimeBefore()
              + " to "
              + skipped.getDateTimeAfter()
              + " at "
              + Instant.ofEpochSecond(skipped.toEpochSecond()));
    }
  }
}

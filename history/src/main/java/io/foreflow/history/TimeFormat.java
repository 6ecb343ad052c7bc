package io.foreflow.history;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The form in which a file writes times.
 *
 * @param form one of the named forms, or a pattern
 * @param pattern a pattern of {@link DateTimeFormatter}, only for {@link Form#PATTERN}
 * @param zone the zone of times that name none
 */
public record TimeFormat(Form form, Optional<DateTimeFormatter> pattern, ZoneId zone) {

  /** The default: ISO-8601 or epoch times, decided by the first row, in UTC. */
  public static final TimeFormat DEFAULT =
      new TimeFormat(Form.AUTO, Optional.empty(), ZoneOffset.UTC);

  /** The forms of time. */
  public enum Form {
    /** The form of the file's first time. */
    AUTO,
    /**
     * ISO-8601. A space in place of the T, a time without seconds and a date alone are accepted
     * too.
     */
    ISO,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    PATTERN
  }

  /**
   * Parses the name of a form, or a pattern.
   *
   * @param text {@code auto}, {@code iso}, {@code epoch-seconds}, {@code epoch-millis} or a pattern
   * @throws IllegalArgumentException if it is none of these
   */
  public static TimeFormat of(String text, ZoneId zone) {
    for (Form form : Form.values()) {
      if (form != Form.PATTERN
          && form.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return new TimeFormat(form, Optional.empty(), zone);
      }
    }
    return new TimeFormat(
        Form.PATTERN, Optional.of(DateTimeFormatter.ofPattern(text, Locale.ROOT)), zone);
  }
}

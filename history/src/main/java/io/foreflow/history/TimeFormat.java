package io.foreflow.history;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file writes times.
 *
 * @param form one of the forms that have a name, or a pattern
 * @param pattern of {@link DateTimeFormatter}, for {@link Form#PATTERN} alone
 * @param zone of times that name none
 */
public record TimeFormat(Form form, Optional<DateTimeFormatter> pattern, ZoneId zone) {

  /** ISO-8601 or epoch times, as the first row has them; UTC. */
  public static final TimeFormat USUAL =
      new TimeFormat(Form.AUTO, Optional.empty(), ZoneOffset.UTC);

  /** What times look like. */
  public enum Form {
    /** As the file's first time does. */
    AUTO,
    /** ISO-8601, also with a space for the T, without seconds, or a date alone. */
    ISO,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    PATTERN
  }

  /**
   * Reads what people write.
   *
   * @param text {@code auto}, {@code iso}, {@code epoch-seconds}, {@code epoch-millis} or a pattern
   * @throws IllegalArgumentException if it is neither
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

package io.foreflow.cli.argument;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads times in the form that people type: {@code 2026-01-31}, which is midnight UTC, or a date
 * with a time and an offset.
 */
public final class TimeArgument {

  private TimeArgument() {}

  public static Instant parse(String text) {
    String time = text.strip();
    try {
      return time.length() == "2026-01-31".length()
          ? LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a time. Allowed: 2026-01-31 (its midnight UTC) or"
              + " 2026-01-31T12:00:00Z");
    }
  }
}

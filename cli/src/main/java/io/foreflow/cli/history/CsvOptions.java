package io.foreflow.cli.history;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.CsvFormat;
import io.foreflow.history.TimeFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that describe the form of a CSV file with history. */
final class CsvOptions {

  @Option(
      names = "--csv-form",
      paramLabel = "FORM",
      defaultValue = "auto",
      description =
          "long has one reading per row, wide has one time per row and a column for each series,"
              + " auto decides by the header. Default: ${DEFAULT-VALUE}.")
  private CsvFormat.Form form;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      defaultValue = "unique_id",
      description = "The column with the names of the series. Default: ${DEFAULT-VALUE}.")
  private String idColumn;

  @Option(
      names = "--time-column",
      paramLabel = "NAME",
      defaultValue = "ds",
      description = "The column with the times. Default: ${DEFAULT-VALUE}.")
  private String timeColumn;

  @Option(
      names = "--value-column",
      paramLabel = "NAME",
      defaultValue = "y",
      description = "The column with the readings. Default: ${DEFAULT-VALUE}.")
  private String valueColumn;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      defaultValue = ",",
      description =
          "The character between the columns, such as ';', or tab. Default: ${DEFAULT-VALUE}")
  private String delimiter;

  @Option(
      names = "--ignore-columns",
      paramLabel = "NAME",
      split = ",",
      description = "Names of columns to ignore. Default: none.")
  private List<String> ignoreColumns = List.of();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description =
          "The zone of times without a zone, such as Europe/Paris. Default: ${DEFAULT-VALUE}.")
  private String timeZone;

  @Option(
      names = "--time-format",
      paramLabel = "FORMAT",
      defaultValue = "auto",
      description =
          "iso, epoch-seconds, epoch-millis, a pattern such as 'dd.MM.yyyy HH:mm', or auto, which"
              + " recognizes ISO-8601 and epochs. Default: ${DEFAULT-VALUE}.")
  private String timeFormat;

  @Option(
      names = "--tolerate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Skip up to N malformed rows, and list them. Default: ${DEFAULT-VALUE}.")
  private int tolerate;

  CsvFormat format() {
    ArgumentChecks.notNegative("--tolerate", tolerate);
    if (ignoreColumns.contains(timeColumn)) {
      throw CommandFailure.usage(
          "--ignore-columns contains %s, the column with the times, which a history needs"
              .formatted(timeColumn));
    }
    return new CsvFormat(
        form,
        idColumn,
        timeColumn,
        valueColumn,
        times(),
        tolerate,
        delimiterCharacter(),
        ignoreColumns);
  }

  private char delimiterCharacter() {
    if (delimiter.equals("tab") || delimiter.equals("\\t")) {
      return '\t';
    }
    char first = delimiter.isEmpty() ? '"' : delimiter.charAt(0);
    if (delimiter.length() != 1 || first == '"' || Character.isLetterOrDigit(first)) {
      throw CommandFailure.usage(
          "--delimiter must be one character, such as ',', ';' or '|', or tab; found '%s'"
              .formatted(delimiter));
    }
    return first;
  }

  private TimeFormat times() {
    ZoneId zone;
    try {
      zone = ZoneId.of(timeZone);
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "--time-zone must be a zone such as Europe/Paris, +02:00 or UTC, found '"
              + timeZone
              + "'");
    }
    try {
      return TimeFormat.of(timeFormat, zone);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "--time-format must be auto, iso, epoch-seconds, epoch-millis or a pattern of letters as"
              + " in 'dd.MM.yyyy HH:mm', found '%s': %s".formatted(timeFormat, e.getMessage()));
    }
  }
}

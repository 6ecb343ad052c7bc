package io.foreflow.history;

import java.util.List;

/**
 * How a CSV file holds history.
 *
 * @param form which way its rows are
 * @param series name of the column with the series, in long form
 * @param time name of the column with the times
 * @param value name of the column with the readings, in long form
 * @param times how times are written
 * @param tolerated rows that may be malformed; they are skipped and counted
 * @param delimiter what stands between two cells
 * @param ignored names of columns that are not read
 */
public record CsvFormat(
    Form form,
    String series,
    String time,
    String value,
    TimeFormat times,
    int tolerated,
    char delimiter,
    List<String> ignored) {

  /** What stands between two cells where nobody says otherwise. */
  public static final char DEFAULT_DELIMITER = ',';

  /** Long form or wide, by the header; {@code unique_id,ds,y}; no malformed row. */
  public static final CsvFormat DEFAULT =
      new CsvFormat(Form.AUTO, "unique_id", "ds", "y", TimeFormat.DEFAULT, 0);

  public CsvFormat {
    ignored = List.copyOf(ignored);
  }

  /** A format with commas between the cells, of which every column is read. */
  public CsvFormat(
      Form form, String series, String time, String value, TimeFormat times, int tolerated) {
    this(form, series, time, value, times, tolerated, DEFAULT_DELIMITER, List.of());
  }

  /** Refuses columns to be left out that a file does not have: such a name is a slip. */
  void checkIgnored(CsvLine header) throws HistoryException {
    for (String name : ignored) {
      if (header.indexOf(name) < 0) {
        throw header.error(
            "no column " + name + ", which --ignore-columns names",
            "a name out of " + header.summary());
      }
    }
  }

  /** Which way rows are. */
  public enum Form {
    /** Wide where the time is the first column and neither series nor value has one. */
    AUTO,
    /** One reading a row. */
    LONG,
    /** One time a row, with a column for each series. */
    WIDE
  }
}

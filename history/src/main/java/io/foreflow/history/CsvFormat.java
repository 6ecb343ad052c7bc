package io.foreflow.history;

import java.util.List;

/**
 * The format of a CSV file with history.
 *
 * @param form form of the rows
 * @param series name of the column with the series, in long form
 * @param time name of the column with the times
 * @param value name of the column with the readings, in long form
 * @param times how times are written
 * @param tolerated number of rows that may be malformed; they are skipped and counted
 * @param delimiter the character between two cells
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

  /** The default character between two cells. */
  public static final char DEFAULT_DELIMITER = ',';

  /**
   * The default format: the header decides between long and wide form, the columns are {@code
   * unique_id,ds,y}, and no row may be malformed.
   */
  public static final CsvFormat DEFAULT =
      new CsvFormat(Form.AUTO, "unique_id", "ds", "y", TimeFormat.DEFAULT, 0);

  public CsvFormat {
    ignored = List.copyOf(ignored);
  }

  /** Creates a format with commas between the cells. Every column is read. */
  public CsvFormat(
      Form form, String series, String time, String value, TimeFormat times, int tolerated) {
    this(form, series, time, value, times, tolerated, DEFAULT_DELIMITER, List.of());
  }

  /** Refuses ignored columns that the file does not have, because such a name is a slip. */
  void checkIgnored(CsvLine header) throws HistoryException {
    for (String name : ignored) {
      if (header.indexOf(name) < 0) {
        throw header.error(
            "no column " + name + ", which --ignore-columns names",
            "a name out of " + header.summary());
      }
    }
  }

  /** The forms of rows. */
  public enum Form {
    /**
     * Wide form if the first column is the time and no column is the series or the value. Otherwise
     * long form.
     */
    AUTO,
    /** One reading in each row. */
    LONG,
    /** One time in each row, with a column for each series. */
    WIDE
  }
}

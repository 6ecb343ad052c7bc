package io.foreflow.trainer.history;

/**
 * How a CSV file holds history.
 *
 * @param form which way its rows are
 * @param series name of the column with the series, in long form
 * @param time name of the column with the times
 * @param value name of the column with the readings, in long form
 * @param times how times are written
 * @param tolerated rows that may be malformed; they are skipped and counted
 */
public record CsvFormat(
    Form form, String series, String time, String value, TimeFormat times, int tolerated) {

  /** Long form or wide, by the header; {@code unique_id,ds,y}; no malformed row. */
  public static final CsvFormat USUAL =
      new CsvFormat(Form.AUTO, "unique_id", "ds", "y", TimeFormat.USUAL, 0);

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

package io.foreflow.history;

import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in wide form: one time in each row and one column for each series. An empty cell is not a
 * missing reading. Series may have readings at different times, so a row of one series says nothing
 * about the others.
 */
final class WideRows implements CsvRows {

  private final List<String> names;
  private final boolean[] isSeries;
  private final int series;
  private final int time;
  private final EventTimes times;
  private final Sink sink;
  private final float[] values;
  private long last = EventTimes.NONE_BEFORE;

  private WideRows(
      List<String> names, boolean[] isSeries, int series, int time, EventTimes times, Sink sink) {
    this.names = names;
    this.isSeries = isSeries;
    this.series = series;
    this.time = time;
    this.times = times;
    this.sink = sink;
    this.values = new float[names.size()];
  }

  /** Whether a header is in wide form. */
  static boolean isHeader(CsvLine cells, CsvFormat format) {
    return switch (format.form()) {
      case LONG -> false;
      case WIDE -> true;
      case AUTO ->
          cells.size() > 1
              && cells.get(0).equals(format.time())
              && cells.indexOf(format.series()) < 0
              && cells.indexOf(format.value()) < 0;
    };
  }

  /** Reads the header. */
  static WideRows of(CsvLine cells, CsvFormat format, EventTimes times, Sink sink)
      throws HistoryException {
    String expected = format.time() + " and a column for each series, of different names";
    int time = cells.indexOf(format.time());
    if (time < 0) {
      throw cells.error("no column " + format.time(), expected);
    }
    format.checkIgnored(cells);
    List<String> names = new ArrayList<>();
    boolean[] isSeries = new boolean[cells.size()];
    int series = 0;
    for (int i = 0; i < cells.size(); i++) {
      names.add(CsvName.of(cells.get(i)));
      isSeries[i] = i != time && !format.ignored().contains(cells.get(i));
      series += isSeries[i] ? 1 : 0;
      if (cells.get(i).isBlank() || cells.indexOf(cells.get(i)) != i) {
        throw cells.error(i, expected);
      }
    }
    if (series == 0) {
      throw cells.error("no column of a series", expected);
    }
    return new WideRows(names, isSeries, series, time, times, sink);
  }

  @Override
  public void read(CsvLine cells) throws HistoryException {
    cells.require(names.size());
    long at = times.read(cells, time, last);
    for (int i = 0; i < values.length; i++) {
      values[i] = isSeries[i] ? cells.number(i) : Float.NaN;
    }
    last = at;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        sink.add(names.get(i), at, values[i], Reading.NO_COVARIATES);
      }
    }
  }

  @Override
  public String form() {
    return "wide form, a column for each of " + series + " series";
  }
}

package io.foreflow.history;

import java.util.HashMap;
import java.util.Map;

/** Rows in long form: one reading in each row. */
final class LongRows implements CsvRows {

  private final CsvColumns columns;
  private final EventTimes times;
  private final Sink sink;
  private final Map<String, Long> last = new HashMap<>();

  LongRows(CsvColumns columns, EventTimes times, Sink sink) {
    this.columns = columns;
    this.times = times;
    this.sink = sink;
  }

  @Override
  public void read(CsvLine cells) throws HistoryException {
    cells.require(columns.count());
    String series = CsvName.of(cells.get(columns.series()));
    if (series.isBlank()) {
      throw cells.error(columns.series(), "the name of a series");
    }
    long time =
        times.read(cells, columns.time(), last.getOrDefault(series, EventTimes.NONE_BEFORE));
    float[] covariates = new float[columns.places().size()];
    for (int i = 0; i < covariates.length; i++) {
      covariates[i] = cells.number(columns.places().get(i));
    }
    float value = cells.number(columns.value());
    if (times.dependsOnOrder()) {
      last.put(series, time);
    }
    sink.add(series, time, value, covariates);
  }

  @Override
  public String form() {
    return "long form";
  }
}

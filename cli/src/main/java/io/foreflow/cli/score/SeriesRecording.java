package io.foreflow.cli.score;

import io.foreflow.history.RowTable;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The forecasts of one series that were emitted, of each only the quantiles of some steps. */
final class SeriesRecording {
  private final RowTable table;
  private final int series;
  private int @Nullable [] versions;

  /**
   * The forecasts of a series.
   *
   * @param table has one row for each forecast, with the number of its series and its cutoff
   * @param series the number of the series
   */
  SeriesRecording(RowTable table, int series) {
    this.table = table;
    this.series = series;
  }

  /** The tag of a forecast's row. */
  static int tag(int version, boolean isReady) {
    return version << 1 | (isReady ? 1 : 0);
  }

  /** The forecast with a cutoff; less than 0 if there is none. */
  long find(long cutoff) {
    return table.find(series, cutoff);
  }

  /** The forecast with the first cutoff. */
  long first() {
    return table.begin(series);
  }

  /** The number of the version that made a forecast. */
  int version(long forecast) {
    return table.tag(forecast) >> 1;
  }

  /** The first version that fits; -1 if none does. */
  int firstOf(IntPredicate wanted) {
    int[] found = versions;
    if (found == null) {
      found = versions();
      versions = found;
    }
    return IntStream.of(found).filter(wanted).findFirst().orElse(-1);
  }

  /** The versions of the series in the order of their first forecasts. */
  private int[] versions() {
    IntStream.Builder found = IntStream.builder();
    int last = -1;
    for (long forecast = first(); forecast < table.end(series); forecast++) {
      int version = version(forecast);
      if (version != last) {
        found.add(version);
        last = version;
      }
    }
    return found.build().distinct().toArray();
  }

  /** Whether a forecast is ready. */
  boolean isReady(long forecast) {
    return (table.tag(forecast) & 1) == 1;
  }

  /** One of the quantiles of a forecast. */
  float quantile(long forecast, int index) {
    return table.number(forecast, index);
  }
}

package io.foreflow.benchmarks.accuracy;

import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.history.SeriesHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Public series of one cadence. A seed model of this cadence forecasts them and has never seen
 * them.
 *
 * @param name its name in the table
 * @param kind the kind of seed model, such as {@code hourly}
 * @param season of the seasonal naive forecast and of MASE, in slots
 * @param apart whether each series is a task of its own; otherwise all are one task
 * @param source reader of the series
 * @param origins the slots that are forecast from
 */
record ZeroShotSet(
    String name, String kind, int season, boolean apart, Source source, Origins origins) {

  /** Reads the series from the folder that holds all data sets. */
  @FunctionalInterface
  interface Source {
    List<SeriesHistory> read(Path data) throws IOException;
  }

  /** Every slot from the middle of a series on. */
  record SecondHalf() implements Origins {
    @Override
    public int first(SeriesHistory history) {
      return history.slots() / 2;
    }

    @Override
    public int stride() {
      return 1;
    }
  }
}

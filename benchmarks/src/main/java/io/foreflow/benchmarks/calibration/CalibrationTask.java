package io.foreflow.benchmarks.calibration;

import io.foreflow.history.SeriesHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Series to calibrate forecasts of, and the model that makes them.
 *
 * @param name its name in the benchmark
 * @param title what it is, for a page
 * @param chosen whether the rates of the calibration were chosen on these series
 * @param options options of the training, by name
 * @param trainingSlots how many slots of each series are for the training; all after them are
 *     forecast
 * @param training reader of the series that the model is trained on
 * @param forecast reader of the series that are forecast
 */
record CalibrationTask(
    String name,
    String title,
    boolean chosen,
    Map<String, String> options,
    int trainingSlots,
    Source training,
    Source forecast) {

  /** Reads series from the folder that holds all data sets. */
  @FunctionalInterface
  interface Source {
    List<SeriesHistory> read(Path data) throws IOException;
  }

  CalibrationTask {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }
}

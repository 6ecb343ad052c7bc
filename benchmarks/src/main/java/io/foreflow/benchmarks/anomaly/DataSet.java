package io.foreflow.benchmarks.anomaly;

import java.time.Duration;
import java.util.List;

/**
 * Series that one model is trained for.
 *
 * @param options of the training, beside the cadence: {@code NAME=VALUE}, separated by spaces
 */
record DataSet(String name, Duration cadence, String options, List<WatchedSeries> series) {

  DataSet {
    series = List.copyOf(series);
  }

  /** All options of the training. */
  String training() {
    return "cadence=" + cadence.toMinutes() + "m " + options;
  }

  /** The same with other options of the training. */
  DataSet with(String options) {
    return new DataSet(name, cadence, options, series);
  }

  double weeks() {
    return WatchedSeries.weeks(series, cadence.toMillis());
  }
}

package io.foreflow.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A public data set with a protocol, and the one configuration that Foreflow is trained with on it.
 *
 * @param name what it is called here
 * @param scored what the scoring scripts call it
 * @param file the name of its forecasts file
 * @param options of the training, by name
 * @param points what its score takes for the point forecast
 * @param source of its data
 */
record AccuracyTask(
    String name,
    String scored,
    String file,
    Map<String, String> options,
    Points points,
    Source source) {

  /** Reads the data of a task from the folder that holds all data sets. */
  @FunctionalInterface
  interface Source {
    TaskData read(Path data) throws IOException;
  }

  AccuracyTask {
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }
}

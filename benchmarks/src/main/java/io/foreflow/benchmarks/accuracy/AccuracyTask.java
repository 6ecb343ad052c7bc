package io.foreflow.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A public data set with a protocol, and the one configuration with which Foreflow is trained on
 * it.
 *
 * @param name its name in the benchmark
 * @param scored its name in the scoring scripts
 * @param file name of its forecasts file
 * @param from the weights that its training starts from, as {@code foreflow train --from} names
 *     them
 * @param options options of the training, by name
 * @param points the point forecast that its score uses
 * @param source reader of its data
 */
record AccuracyTask(
    String name,
    String scored,
    String file,
    Optional<String> from,
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

  /** The number of steps that the protocol scores. */
  int steps() {
    return Integer.parseInt(options.getOrDefault("horizon", "1"));
  }
}

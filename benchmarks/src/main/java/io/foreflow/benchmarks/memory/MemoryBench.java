package io.foreflow.benchmarks.memory;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.Variant;
import io.foreflow.flink.JavaProcess;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.state.SeriesState;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.ModelFile;
import io.foreflow.outcome.OutcomePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a series on both of Flink's backends, compared with those of its state: the floats of
 * the model, and what is remembered of its forecasts.
 */
final class MemoryBench {
  static final String HEAP = "heap";
  static final String ROCKSDB_FILES = "rocksdbFiles";
  static final String ROCKSDB_NATIVE = "rocksdbNative";

  private static final String VECTOR = "stateVector";
  private static final String OUTCOME = "outcomeMemory";
  private static final String STATE = "state";
  private static final String GOAL = "heapGoal";

  /** The goal: at most this many times the state, plus this many bytes. */
  private static final double OF_STATE = 1.15;

  private static final int OF_SERIES = 100;

  private static final Map<String, String> UNITS =
      Map.of(
          VECTOR, "bytes/series",
          OUTCOME, "bytes/series",
          STATE, "bytes/series",
          GOAL, "bytes/series",
          HEAP, "bytes/series",
          ROCKSDB_FILES, "bytes/series",
          ROCKSDB_NATIVE, "MB");

  private static final long HEAP_OF_FLINK = 256L << 20;
  private static final int HEAP_OF_ENTRY = 400;
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private MemoryBench() {}

  /**
   * Measures both backends.
   *
   * @param hidden hidden units of the model whose states are stored
   * @param series number of stored series
   * @param rounds number of processes for each backend
   * @param scores what the states keep of forecasts; null for nothing
   */
  static BenchReport run(int hidden, int series, int rounds, @Nullable ScoreSettings scores)
      throws Exception {
    Path folder = Files.createTempDirectory("foreflow-bench-memory-");
    try {
      byte[][] states = RealStates.of(hidden, scores);
      Path file = folder.resolve("states");
      RealStates.write(states, file);
      int outcome = outcomeBytes(hidden, scores);
      int state = states[0].length - SeriesState.HEADER_BYTES;
      Map<String, double[]> measured = new LinkedHashMap<>();
      for (String name : List.of(VECTOR, OUTCOME, STATE, GOAL, HEAP, ROCKSDB_FILES)) {
        measured.put(name, new double[rounds]);
      }
      measured.put(ROCKSDB_NATIVE, new double[rounds]);
      for (int round = 0; round < rounds; round++) {
        Map<String, Double> found = new LinkedHashMap<>();
        found.put(VECTOR, (double) state - outcome);
        found.put(OUTCOME, (double) outcome);
        found.put(STATE, (double) state);
        found.put(GOAL, OF_STATE * state + OF_SERIES);
        for (Backend backend : Backend.values()) {
          found.putAll(measure(backend, series, states[0].length, file, folder));
        }
        for (Map.Entry<String, Double> figure : found.entrySet()) {
          measured.getOrDefault(figure.getKey(), new double[rounds])[round] = figure.getValue();
        }
      }
      return report(measured);
    } finally {
      FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
  }

  private static BenchReport report(Map<String, double[]> measured) {
    List<Variant> variants =
        measured.keySet().stream()
            .map(name -> new Variant(name, UNITS.getOrDefault(name, ""), () -> 0))
            .toList();
    return BenchReport.of(
        "memory",
        variants,
        measured,
        List.of(
            new Ratio("heapToGoal", HEAP, GOAL),
            new Ratio("heapToState", HEAP, STATE),
            new Ratio("rocksdbFilesToState", ROCKSDB_FILES, STATE)));
  }

  private static int outcomeBytes(int hidden, @Nullable ScoreSettings scores)
      throws InvalidModelFileException {
    if (scores == null) {
      return 0;
    }
    Manifest manifest = ModelFile.manifest(BenchModel.file(hidden));
    return OutcomePlan.of(manifest, scores.steps(), scores.calibrate()).bytes();
  }

  private static Map<String, Double> measure(
      Backend backend, int series, int bytes, Path states, Path folder)
      throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, backend.name());
    Path result = own.resolve("result");
    long heap = HEAP_OF_FLINK;
    if (backend == Backend.HASHMAP) {
      heap += (long) series * (bytes + HEAP_OF_ENTRY) * 3 / 2;
    }
    try (JavaProcess process =
        JavaProcess.start(
            own.resolve("log"),
            JavaProcess.ownClassPath(),
            Map.of("MALLOC_ARENA_MAX", "2"),
            List.of(
                // The heap has the same size at start and end, and all of it is touched. So the
                // growth of the process is native memory.
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + own,
                "-Dforeflow.log=" + own.resolve("flink.log")),
            KeptStates.class.getName(),
            List.of(backend.name(), "" + series, states.toString(), result.toString(), "" + own))) {
      process.awaitEnd(DEADLINE);
    }
    Properties found = new Properties();
    try (var in = Files.newInputStream(result)) {
      found.load(in);
    }
    FileUtils.deleteDirectoryQuietly(own.toFile());
    Map<String, Double> figures = new LinkedHashMap<>();
    found.forEach((name, value) -> figures.put(name.toString(), Double.valueOf("" + value)));
    return figures;
  }
}

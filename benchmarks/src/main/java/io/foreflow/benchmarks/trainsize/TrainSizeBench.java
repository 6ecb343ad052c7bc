package io.foreflow.benchmarks.trainsize;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.Variant;
import io.foreflow.flink.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.util.FileUtils;

/** The memory, time and speed of trainings by the number of readings in their history. */
public final class TrainSizeBench {

  private static final Map<String, String> UNITS = units();

  private static final Duration DEADLINE = Duration.ofHours(3);

  private TrainSizeBench() {}

  private static Map<String, String> units() {
    Map<String, String> units = new LinkedHashMap<>();
    units.put("readSeconds", "s");
    units.put("beginSeconds", "s");
    units.put("stepsPerSecond", "steps/s");
    units.put("cpuMillisPerStep", "ms");
    units.put("exportSeconds", "s");
    units.put("heapMB", "MB");
    units.put("outsideMB", "MB");
    return units;
  }

  /**
   * Trains on a generated history of each size, each time in a process with 2 GiB of heap.
   *
   * @param sizes numbers of readings, as they are named in the report
   * @param hidden width of the network's layer
   * @param span how long steps are counted
   * @param heldOut slots that the training holds out; 0 for no validation and no backtest
   */
  public static BenchReport run(
      List<String> sizes, int hidden, Duration span, int heldOut, Consumer<String> progress)
      throws IOException, InterruptedException {
    Map<String, double[]> measured = new LinkedHashMap<>();
    List<Variant> variants = new ArrayList<>();
    Path folder = Files.createTempDirectory("foreflow-bench-train-");
    try {
      for (String size : sizes) {
        Properties found = measure(folder, size, hidden, span, heldOut, progress);
        UNITS.forEach(
            (name, unit) -> {
              String figure = found.getProperty(name);
              measured.put(name + "Of" + size, new double[] {Double.parseDouble(figure)});
              variants.add(new Variant(name + "Of" + size, unit, () -> Double.NaN));
            });
      }
    } finally {
      FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
    String first = sizes.get(0);
    List<Ratio> ratios = new ArrayList<>();
    for (String size : sizes.subList(1, sizes.size())) {
      ratios.add(
          new Ratio(
              "stepsOf" + size + "To" + first,
              "stepsPerSecondOf" + size,
              "stepsPerSecondOf" + first));
    }
    return BenchReport.of("train-size", variants, measured, ratios);
  }

  private static Properties measure(
      Path folder, String size, int hidden, Duration span, int heldOut, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path file = folder.resolve("history.csv");
    Path result = folder.resolve("result");
    HistoryFile.write(file, (long) Double.parseDouble(size));
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve("log"),
            JavaProcess.ownClassPath(),
            Map.of(),
            List.of(
                // The whole heap is touched, so what is resident beyond it is native memory.
                "-Xms2g",
                "-Xmx2g",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseG1GC",
                "-Dai.djl.offline=true",
                "-Djava.io.tmpdir=" + folder),
            TrainingOfSize.class.getName(),
            List.of(
                file.toString(),
                "" + span.toNanos(),
                "" + hidden,
                "" + heldOut,
                result.toString()))) {
      process.awaitEnd(DEADLINE);
    }
    Properties found = new Properties();
    try (InputStream in = Files.newInputStream(result)) {
      found.load(in);
    }
    Files.delete(file);
    progress.accept(size + ": " + found);
    return found;
  }
}

package io.foreflow.benchmarks.anomaly;

import io.foreflow.benchmarks.accuracy.DataFiles;
import io.foreflow.history.SeriesHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Public data sets, each split into a training part, a short warm-up and the part that counts. */
final class PublicData {

  private static final double PROBATION = 0.15;

  private final Path folder;

  PublicData(Path folder) {
    this.folder = folder;
  }

  /** The sets in which no fault is known. */
  List<DataSet> undisturbed() throws IOException {
    List<DataSet> sets = new ArrayList<>();
    sets.add(
        set(
            "etth1",
            Duration.ofHours(1),
            "context=336 seasons=24 profile=7 linear-window=336 dropout=0.3 window=300",
            columns("ett/ETTh1.csv", 1, "2016-07-01T00:00:00Z", Duration.ofHours(1)),
            11_520,
            200));
    sets.add(
        set(
            "m4Hourly",
            Duration.ofHours(1),
            "profile=2 window=96",
            DataFiles.rows(folder.resolve("m4/Hourly-train.csv")),
            500,
            100));
    sets.add(
        set(
            "losLoop",
            Duration.ofMinutes(5),
            "context=288 dropout=0.3 window=144",
            columns("los_loop/los_speed.csv", 0, "2012-03-01T00:00:00Z", Duration.ofMinutes(5)),
            1_152,
            200));
    return sets;
  }

  private List<SeriesHistory> columns(String file, int skipped, String start, Duration cadence)
      throws IOException {
    return DataFiles.columns(folder.resolve(file), skipped, Instant.parse(start), cadence);
  }

  private static DataSet set(
      String name,
      Duration cadence,
      String options,
      List<SeriesHistory> histories,
      int training,
      int warmUp) {
    List<WatchedSeries> series =
        histories.stream()
            .filter(history -> history.slots() > training + warmUp)
            .map(history -> new WatchedSeries(history, training, training + warmUp))
            .toList();
    return new DataSet(name, cadence, options, series);
  }

  /**
   * The streams of the Numenta Anomaly Benchmark, by cadence. Their first 15 % train the model and
   * are never scored, as in the benchmark's own rules.
   */
  List<DataSet> nab() throws IOException {
    Map<Duration, List<WatchedSeries>> byCadence = new TreeMap<>();
    Path root = folder.resolve("nab");
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    for (Path file : files) {
      Duration cadence = DataFiles.cadence(file);
      String name = root.relativize(file).toString();
      SeriesHistory history = DataFiles.timed(file, name, cadence);
      int counted = (int) (history.slots() * PROBATION);
      byCadence
          .computeIfAbsent(cadence, any -> new ArrayList<>())
          .add(new WatchedSeries(history, counted, counted));
    }
    List<DataSet> sets = new ArrayList<>();
    byCadence.forEach(
        (cadence, series) -> {
          long day = Duration.ofDays(1).dividedBy(cadence);
          String options = "context=" + Math.max(day, 168) + " window=" + Math.min(day, 144);
          sets.add(new DataSet("nab" + cadence.toMinutes(), cadence, options, series));
        });
    return sets;
  }
}

package io.foreflow.benchmarks.calibration;

import io.foreflow.benchmarks.accuracy.DataFiles;
import io.foreflow.history.SeriesHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The series of public data sets. Each data set begins at one slot. */
final class CalibrationData {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private static final int CLOSE = 4;
  private static final int EVERY_LOOP = 4;
  private static final int EVERY_M4 = 6;
  private static final int NAB_SLOTS = 4_500;
  private static final List<String> NAB_FOLDERS =
      List.of("realAWSCloudwatch", "realTraffic", "realTweets");
  private static final DateTimeFormatter NAB_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private CalibrationData() {}

  static List<SeriesHistory> taxi(Path data) throws IOException {
    return DataFiles.columns(
        data.resolve("nab/realKnownCause/nyc_taxi.csv"),
        1,
        Instant.parse("2014-07-01T00:00:00Z"),
        Duration.ofMinutes(30));
  }

  static List<SeriesHistory> etth1(Path data) throws IOException {
    return DataFiles.columns(
        data.resolve("ett/ETTh1.csv"), 1, Instant.parse("2016-07-01T00:00:00Z"), HOUR);
  }

  /** One in four loops. */
  static List<SeriesHistory> los(Path data) throws IOException {
    List<SeriesHistory> all =
        DataFiles.columns(
            data.resolve("los_loop/los_speed.csv"),
            0,
            Instant.parse("2012-03-01T00:00:00Z"),
            FIVE_MINUTES);
    return IntStream.range(0, all.size())
        .filter(column -> column % EVERY_LOOP == 0)
        .mapToObj(all::get)
        .toList();
  }

  static List<SeriesHistory> btc(Path data) throws IOException {
    return DataFiles.columns(
            data.resolve("price/btc-perp-20211231-20220201_1m.csv.gz"),
            CLOSE,
            Instant.parse("2022-01-01T00:00:00Z"),
            MINUTE)
        .subList(0, 1);
  }

  static List<SeriesHistory> exchange(Path data) throws IOException {
    return DataFiles.columns(
        data.resolve("exchange_rate/exchange_rate.csv.gz"),
        0,
        Instant.parse("1990-01-01T00:00:00Z"),
        Duration.ofDays(1));
  }

  /** The series whose number has this remainder. The files have no times. */
  static List<SeriesHistory> m4(Path data, int remainder) throws IOException {
    return DataFiles.rows(data.resolve("m4/Hourly-train.csv")).stream()
        .filter(one -> Integer.parseInt(one.series().substring(1)) % EVERY_M4 == remainder)
        .toList();
  }

  /** Some streams of each of three folders, by name. They are shifted to begin at one time. */
  static List<SeriesHistory> nab(Path data, int from, int to) throws IOException {
    List<SeriesHistory> streams = new ArrayList<>();
    for (String folder : NAB_FOLDERS) {
      List<Path> files = files(data.resolve("nab").resolve(folder));
      for (Path file : files.subList(Math.min(from, files.size()), Math.min(to, files.size()))) {
        streams.add(stream(file));
      }
    }
    return streams;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    } catch (NoSuchFileException e) {
      throw new IOException("there is no " + folder + ", which the task reads; see --data", e);
    }
  }

  /** One stream. The first reading of a slot counts. */
  private static SeriesHistory stream(Path file) throws IOException {
    List<String> lines = DataFiles.lines(file);
    float[] values = new float[NAB_SLOTS];
    Arrays.fill(values, Float.NaN);
    long begin = seconds(lines.get(1));
    int slots = 0;
    for (String line : lines.subList(1, lines.size())) {
      int slot = (int) ((seconds(line) - begin) / FIVE_MINUTES.toSeconds());
      if (slot >= 0 && slot < NAB_SLOTS && Float.isNaN(values[slot])) {
        values[slot] = Float.parseFloat(line.substring(line.indexOf(',') + 1));
        slots = Math.max(slots, slot + 1);
      }
    }
    String name = String.valueOf(file.getFileName()).replace(".csv", "");
    return new SeriesHistory(name, 0, Arrays.copyOf(values, slots));
  }

  private static long seconds(String line) {
    return LocalDateTime.parse(line.substring(0, line.indexOf(',')), NAB_TIME)
        .toEpochSecond(ZoneOffset.UTC);
  }
}

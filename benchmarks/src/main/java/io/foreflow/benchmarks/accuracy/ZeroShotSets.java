package io.foreflow.benchmarks.accuracy;

import io.foreflow.benchmarks.accuracy.ZeroShotSet.SecondHalf;
import io.foreflow.benchmarks.accuracy.ZeroShotSet.Source;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.history.SeriesHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public series that seed models are measured on: the data sets of the other accuracy tasks,
 * prices, exchange rates, and each real series of NAB. The season is a day, and a week for daily
 * series.
 */
final class ZeroShotSets {

  private static final String HOURLY = "hourly";
  private static final String HALF_HOURLY = "half-hourly";
  private static final String QUARTER = "15-minute";
  private static final String FIVE_MINUTES = "5-minute";
  private static final String MINUTE = "1-minute";
  private static final String DAILY = "daily";
  private static final Map<String, Duration> CADENCES =
      Map.of(HOURLY, Duration.ofHours(1), FIVE_MINUTES, Duration.ofMinutes(5));

  private static final int HOURS = 24;
  private static final int HALF_HOURS = 48;
  private static final int QUARTERS = 96;
  private static final int FIVES = 288;
  private static final int MINUTES = 1_440;
  private static final int WEEK = 7;

  private static final int M4_STEPS = 48;
  private static final int ETT_SLOTS = 14_400;
  private static final int ETT_FIRST = 11_519;
  private static final int TAXI_FIRST = 7_000;
  private static final int PER_QUARTER = 3;
  private static final int CLOSE = 4;
  private static final String TAXI = "nyc_taxi";

  /** All sets, in the order of the table. */
  static final List<ZeroShotSet> ALL =
      List.of(
          new ZeroShotSet(
              "m4-hourly",
              HOURLY,
              HOURS,
              false,
              ZeroShotSets::m4,
              Origins.ofTail(M4_STEPS, M4_STEPS)),
          new ZeroShotSet("etth1-48", HOURLY, HOURS, false, ZeroShotSets::etth1, from(ETT_FIRST)),
          new ZeroShotSet(
              "taxi-nab", HALF_HOURLY, HALF_HOURS, false, whole("taxi-nab"), from(TAXI_FIRST)),
          set("los-15m", QUARTER, QUARTERS, thinned(whole("los"))),
          set("tweets-15m", QUARTER, QUARTERS, thinned(ZeroShotSets::tweets)),
          set("los", FIVE_MINUTES, FIVES, whole("los")),
          set("btc", MINUTE, MINUTES, ZeroShotSets::btc),
          set("exchange-rate", DAILY, WEEK, ZeroShotSets::exchangeRates),
          new ZeroShotSet("nab", HOURLY, HOURS, true, nab(HOURLY), new SecondHalf()),
          new ZeroShotSet("nab", FIVE_MINUTES, FIVES, true, nab(FIVE_MINUTES), new SecondHalf()));

  private ZeroShotSets() {}

  private static ZeroShotSet set(String name, String kind, int season, Source source) {
    return new ZeroShotSet(name, kind, season, false, source, new SecondHalf());
  }

  /** Origins from the same index of each series on. */
  private static Origins from(int index) {
    return new Origins() {
      @Override
      public int first(SeriesHistory history) {
        return index;
      }

      @Override
      public int stride() {
        return 1;
      }
    };
  }

  /** All series of another task. */
  private static Source whole(String task) {
    return data -> AccuracyTasks.byName(task).source().read(data).whole();
  }

  /** The training part and the test part of each series, one after the other. */
  private static List<SeriesHistory> m4(Path data) throws IOException {
    Map<String, SeriesHistory> tests =
        DataFiles.rows(data.resolve("m4/Hourly-test.csv")).stream()
            .collect(Collectors.toMap(SeriesHistory::series, one -> one));
    List<SeriesHistory> all = new ArrayList<>();
    for (SeriesHistory training : DataFiles.rows(data.resolve("m4/Hourly-train.csv"))) {
      SeriesHistory test = tests.get(training.series());
      if (test == null) {
        throw new IOException("m4/Hourly-test.csv has no series " + training.series());
      }
      float[] values = Arrays.copyOf(training.values(), training.slots() + test.slots());
      System.arraycopy(test.values(), 0, values, training.slots(), test.slots());
      all.add(new SeriesHistory(training.series(), 0, values));
    }
    return all;
  }

  /** The months of the protocol. What comes after them is in no part of it. */
  private static List<SeriesHistory> etth1(Path data) throws IOException {
    return whole("etth1-24").read(data).stream()
        .map(one -> one.part(0, Math.min(ETT_SLOTS, one.slots())))
        .toList();
  }

  private static List<SeriesHistory> btc(Path data) throws IOException {
    return DataFiles.columns(
            data.resolve("price/btc-perp-20211231-20220201_1m.csv.gz"),
            CLOSE,
            Instant.parse("2022-01-01T00:00:00Z"),
            Duration.ofMinutes(1))
        .subList(0, 1);
  }

  private static List<SeriesHistory> exchangeRates(Path data) throws IOException {
    return DataFiles.columns(
        data.resolve("exchange_rate/exchange_rate.csv.gz"),
        0,
        Instant.parse("1990-01-01T00:00:00Z"),
        Duration.ofDays(1));
  }

  private static List<SeriesHistory> tweets(Path data) throws IOException {
    return nabSeries(
        data, FIVE_MINUTES, file -> String.valueOf(file.getParent()).endsWith("realTweets"));
  }

  /** Each real series of NAB at a cadence, apart from the taxi rides, which are a task. */
  private static Source nab(String kind) {
    return data -> nabSeries(data, kind, file -> !String.valueOf(file).endsWith(TAXI + ".csv"));
  }

  private static List<SeriesHistory> nabSeries(Path data, String kind, Predicate<Path> chosen)
      throws IOException {
    Duration cadence = CADENCES.getOrDefault(kind, Duration.ZERO);
    List<SeriesHistory> all = new ArrayList<>();
    for (Path file : nabFiles(data.resolve("nab")).stream().filter(chosen).toList()) {
      if (DataFiles.cadence(file).equals(cadence)) {
        String name = String.valueOf(file.getFileName()).replace(".csv", "");
        all.add(DataFiles.timed(file, name, cadence));
      }
    }
    return all;
  }

  private static List<Path> nabFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> String.valueOf(folder.relativize(file)).matches("real.*\\.csv"))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      throw new IOException("there is no " + folder + ", which the task reads; see --data", e);
    }
  }

  /** The means of three slots each. No public series here has slots of a quarter of an hour. */
  private static Source thinned(Source source) {
    return data -> source.read(data).stream().map(ZeroShotSets::thinned).toList();
  }

  private static SeriesHistory thinned(SeriesHistory series) {
    int skipped = (int) Math.floorMod(-series.firstSlot(), (long) PER_QUARTER);
    float[] means = new float[(series.slots() - skipped) / PER_QUARTER];
    for (int slot = 0; slot < means.length; slot++) {
      float sum = 0;
      int count = 0;
      for (int i = 0; i < PER_QUARTER; i++) {
        float value = series.value(skipped + slot * PER_QUARTER + i);
        sum += Float.isNaN(value) ? 0 : value;
        count += Float.isNaN(value) ? 0 : 1;
      }
      means[slot] = count == 0 ? Float.NaN : sum / count;
    }
    return new SeriesHistory(series.series(), (series.firstSlot() + skipped) / PER_QUARTER, means);
  }

  /** The kinds of seed models that there are sets for, in the order of the table. */
  static List<String> kinds() {
    return ALL.stream().map(ZeroShotSet::kind).distinct().toList();
  }
}

package io.foreflow.benchmarks.accuracy;

import io.foreflow.benchmarks.accuracy.TaskData.Origins;
import io.foreflow.history.SeriesHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tasks. Their configurations were chosen on validation parts. These are cut off the ends of
 * the training parts, or are the protocol's own for ETTh1. No choice used a test part.
 */
public final class AccuracyTasks {

  private static final Map<String, AccuracyTask> ALL = new LinkedHashMap<>();

  /**
   * The whole training part is used. The number of steps was chosen when a part of it was held out.
   */
  private static final Map<String, String> COMMON = Map.of("validation", "0", "averaging", "ema");

  static {
    add(m4());
    add(etth1OfDay());
    add(etth1OfFourDays());
    add(taxi());
    add(los());
  }

  private AccuracyTasks() {}

  private static void add(AccuracyTask task) {
    ALL.put(task.name(), task);
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new TreeMap<>(COMMON);
    for (String pair : List.of(text.strip().split("\\s+", -1))) {
      int equals = pair.indexOf('=');
      options.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return options;
  }

  /** The names of the tasks, in the order in which they run. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  static AccuracyTask byName(String name) {
    AccuracyTask found = ALL.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no task is called " + name + ", there are " + names());
    }
    return found;
  }

  /**
   * M4 Hourly: 414 series of all kinds without times, two days ahead from the end of each. The
   * network is that of the seed model.
   */
  private static AccuracyTask m4() {
    Map<String, String> options =
        options(
            """
            cadence=1h horizon=48 levels=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9
            dropout=0.1 steps=2500 batch=64 window=96 members=3
            """);
    return new AccuracyTask(
        "m4-hourly",
        "score_m4.py Hourly",
        "m4-hourly.csv",
        Optional.of("seed:hourly"),
        options,
        Points.MEDIAN,
        data -> TaskData.ofEnds(DataFiles.rows(data.resolve("m4/Hourly-train.csv"))));
  }

  /**
   * ETTh1, a day ahead: loads and oil temperature of a transformer. 12 months are for training, 4
   * for choosing options. The network is that of the seed model.
   */
  private static AccuracyTask etth1OfDay() {
    return etth1(
        24,
        """
        levels=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9
        dropout=0.3 steps=400 learning-rate=0.0005 batch=32 window=96 members=3
        """);
  }

  /** ETTh1, four days ahead. The seed model is fitted to twice its horizon. */
  private static AccuracyTask etth1OfFourDays() {
    return etth1(
        96,
        """
        levels=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9
        dropout=0.3 steps=200 learning-rate=0.0003 batch=32 window=96 members=3
        """);
  }

  private static AccuracyTask etth1(int horizon, String text) {
    Map<String, String> options = options("cadence=1h horizon=" + horizon + ' ' + text);
    return new AccuracyTask(
        "etth1-" + horizon,
        "score_rolling.py etth1_" + horizon,
        "etth1-" + horizon + ".csv.gz",
        Optional.of("seed:hourly"),
        options,
        Points.MEAN,
        data -> etth1Data(data, horizon));
  }

  private static TaskData etth1Data(Path data, int horizon) throws IOException {
    List<SeriesHistory> all =
        DataFiles.columns(
            data.resolve("ett/ETTh1.csv"),
            1,
            Instant.parse("2016-07-01T00:00:00Z"),
            Duration.ofHours(1));
    return TaskData.alike(all, 8640, new Origins(11_519, 14_400 - horizon - 1));
  }

  /**
   * Taxi rides in New York every half hour: one series, five steps ahead, with holidays in the test
   * part.
   */
  private static AccuracyTask taxi() {
    Map<String, String> options =
        options(
            """
            cadence=30m horizon=5 context=336 profile=4 disturbed=3 disturbance=0.45
            cell=lstm dropout=0.3 steps=300 batch=16 window=336 members=8
            """);
    return new AccuracyTask(
        "taxi-nab",
        "score_rolling.py taxi_nab",
        "taxi-nab.csv.gz",
        Optional.empty(),
        options,
        Points.MEDIAN,
        AccuracyTasks::taxiData);
  }

  private static TaskData taxiData(Path data) throws IOException {
    List<SeriesHistory> one =
        DataFiles.columns(
            data.resolve("nab/realKnownCause/nyc_taxi.csv"),
            1,
            Instant.parse("2014-07-01T00:00:00Z"),
            Duration.ofMinutes(30));
    SeriesHistory rides =
        new SeriesHistory("nyc_taxi", one.get(0).firstSlot(), one.get(0).values());
    return TaskData.alike(List.of(rides), 7000, new Origins(7000, rides.slots() - 6));
  }

  /** Road speeds in Los Angeles every five minutes: 207 sensors, one week, one hour ahead. */
  private static AccuracyTask los() {
    Map<String, String> options =
        options(
            """
            cadence=5m horizon=12 context=288 head=point loss=mse scale-weight=2
            cell=lstm dropout=0.3 steps=800 batch=32 window=144 members=6
            """);
    return new AccuracyTask(
        "los",
        "score_rolling.py los",
        "los.csv.gz",
        Optional.empty(),
        options,
        Points.MEDIAN,
        AccuracyTasks::losData);
  }

  private static TaskData losData(Path data) throws IOException {
    List<SeriesHistory> loops =
        DataFiles.columns(
            data.resolve("los_loop/los_speed.csv"),
            0,
            Instant.parse("2012-03-01T00:00:00Z"),
            Duration.ofMinutes(5));
    int slots = loops.get(0).slots();
    int training = slots * 8 / 10;
    return TaskData.alike(loops, training, new Origins(training + 11, slots - 14));
  }
}

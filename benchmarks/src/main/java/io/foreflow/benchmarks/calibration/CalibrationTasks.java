package io.foreflow.benchmarks.calibration;

import io.foreflow.benchmarks.calibration.CalibrationTask.Source;
import io.foreflow.trainer.auto.Presets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tasks. Their trainings are short, as a band that is a little off is what is wanted here. */
final class CalibrationTasks {

  private static final String COMMON =
      "validation=0 averaging=ema levels=0.1,0.5,0.9 steps=150 batch=16 ";

  private static final String OF_ETT =
      "cadence=1h context=336 seasons=24 profile=7 linear-window=336 dropout=0.3 window=300 ";
  private static final String OF_DEMAND = "cadence=1h horizon=24 profile=4";
  private static final String OF_NAB = "cadence=5m horizon=24 context=288 window=144";
  private static final String OF_M4 = "cadence=1h horizon=24 profile=2 batch=32 window=96";

  private static final int DEMAND_TRAINING = 16 * 7 * 24;
  private static final int M4_TRAINING = 500;
  private static final int NAB_TRAINING = 2_200;
  private static final int ETT_TRAINING = 11_520;

  private static final Map<String, CalibrationTask> ALL = new LinkedHashMap<>();

  static {
    chosen(
        "taxi",
        "NYC taxi",
        "cadence=30m horizon=48 cell=lstm profile=4 dropout=0.3",
        5_000,
        CalibrationData::taxi);
    chosen("etth1", "ETTh1", OF_ETT + "horizon=24", ETT_TRAINING, CalibrationData::etth1);
    chosen("m4", "M4 Hourly, a sixth", OF_M4, M4_TRAINING, data -> CalibrationData.m4(data, 0));
    chosen(
        "los",
        "Los loop, a quarter",
        "cadence=5m horizon=24 context=288 dropout=0.3 window=144",
        1_152,
        CalibrationData::los);
    chosen("nab", "NAB, 18 streams", OF_NAB, NAB_TRAINING, data -> CalibrationData.nab(data, 0, 6));
    btc();
    chosen(
        "exchange",
        "exchange rates",
        "cadence=1d horizon=24 context=64 seasons=",
        5_000,
        CalibrationData::exchange);
    chosen("steady", "simulated, steady", OF_DEMAND, DEMAND_TRAINING, DemandSeries.steady(8));
    chosen(
        "changing",
        "simulated, shape changes",
        OF_DEMAND,
        DEMAND_TRAINING,
        DemandSeries.changing(7));
    others(
        "m4-others",
        "M4 Hourly, another sixth",
        OF_M4,
        M4_TRAINING,
        data -> CalibrationData.m4(data, 0),
        data -> CalibrationData.m4(data, 3));
    others(
        "nab-others",
        "NAB, other streams",
        OF_NAB,
        NAB_TRAINING,
        data -> CalibrationData.nab(data, 0, 6),
        data -> CalibrationData.nab(data, 6, 14));
    others(
        "etth1-96",
        "ETTh1, 96 h",
        OF_ETT + "horizon=96",
        ETT_TRAINING,
        CalibrationData::etth1,
        CalibrationData::etth1);
    others(
        "changing-others",
        "simulated, shape changes",
        OF_DEMAND,
        DEMAND_TRAINING,
        DemandSeries.changing(7),
        DemandSeries.changing(99));
  }

  private CalibrationTasks() {}

  /** The names of the tasks, in the order in which they run. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  static CalibrationTask byName(String name) {
    CalibrationTask found = ALL.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no task is called " + name + ", there are " + names());
    }
    return found;
  }

  private static void chosen(String name, String title, String options, int training, Source data) {
    add(new CalibrationTask(name, title, true, options(options), training, data, data));
  }

  private static void others(
      String name, String title, String options, int slots, Source training, Source forecast) {
    add(new CalibrationTask(name, title, false, options(options), slots, training, forecast));
  }

  private static void btc() {
    Map<String, String> options = options("cadence=1m");
    options.putAll(Presets.byName("price-minute").orElseThrow().options());
    options.put("levels", "0.1,0.5,0.9");
    Source data = CalibrationData::btc;
    add(new CalibrationTask("btc", "BTC, by the minute", true, options, 25_000, data, data));
  }

  private static void add(CalibrationTask task) {
    ALL.put(task.name(), task);
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new TreeMap<>();
    for (String pair : List.of((COMMON + text).strip().split("\\s+", -1))) {
      int equals = pair.indexOf('=');
      options.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return options;
  }
}

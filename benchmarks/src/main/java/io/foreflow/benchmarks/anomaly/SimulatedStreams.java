package io.foreflow.benchmarks.anomaly;

import io.foreflow.cli.simulate.FaultKind;
import io.foreflow.cli.simulate.FaultPlan;
import io.foreflow.cli.simulate.SeriesKind;
import io.foreflow.cli.simulate.SimulatedFault;
import io.foreflow.cli.simulate.SimulatedSeries;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.history.SeriesHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Hourly simulated series, with and without faults. The faults begin where series count. */
final class SimulatedStreams {

  static final Duration CADENCE = Duration.ofHours(1);

  /** The options of a training on them. */
  static final String TRAINING = "cadence=1h profile=4";

  private static final String TRAINING_OF_SET = "profile=4";

  private static final int WEEK = 168;
  private static final int TRAINING_WEEKS = 8;
  private static final int WARM_UP_WEEKS = 2;

  private final SimulationSpec spec;
  private final int weeks;
  private final long seed;

  /**
   * @param weeks that count
   */
  SimulatedStreams(int series, int weeks, long seed) {
    spec =
        new SimulationSpec(SeriesKind.SENSORS, series, seed, CADENCE, SimulationSpec.DEFAULT_START);
    this.weeks = weeks;
    this.seed = seed;
  }

  /** Series and what is known to be wrong with them. */
  record Labelled(List<WatchedSeries> series, List<LabelledFault> faults) {}

  /** The series without faults. */
  List<WatchedSeries> undisturbed() {
    return series(SimulatedSeries.of(spec));
  }

  /** The same series with faults of these kinds. */
  Labelled disturbed(List<FaultKind> kinds) {
    SimulatedSeries fleet =
        SimulatedSeries.of(spec, Optional.of(new FaultPlan(FaultPlan.DEFAULT_PER_WEEK, kinds)));
    Map<String, Integer> numbers = new HashMap<>();
    for (int number = 0; number < fleet.size(); number++) {
      numbers.put(fleet.name(number), number);
    }
    List<LabelledFault> faults = new ArrayList<>();
    long end = spec.startSlot() + (long) weeks * WEEK;
    for (long slot = spec.startSlot(); slot < end; slot++) {
      for (SimulatedFault fault : fleet.faultsFrom(slot)) {
        faults.add(
            new LabelledFault(
                numbers.getOrDefault(fault.series(), -1),
                index(fault.begin()),
                index(fault.end())));
      }
    }
    return new Labelled(series(fleet), faults);
  }

  /** Data sets without faults: sensors, and sensors that behave differently from some day on. */
  List<DataSet> withoutFaults() {
    return List.of(
        new DataSet("sensors", CADENCE, TRAINING_OF_SET, undisturbed()),
        new DataSet("changingSensors", CADENCE, TRAINING_OF_SET, changing()));
  }

  /**
   * Sensors that turn into others for good, each at its own time in the first half of what counts.
   * Mean and spread stay about the same.
   */
  private List<WatchedSeries> changing() {
    List<WatchedSeries> before = undisturbed();
    List<WatchedSeries> after =
        new SimulatedStreams(before.size(), weeks, seed + 1_000).undisturbed();
    List<WatchedSeries> changing = new ArrayList<>();
    for (int number = 0; number < before.size(); number++) {
      WatchedSeries one = before.get(number);
      float[] values = one.history().values().clone();
      float[] others = after.get(number).history().values();
      double scale = mean(values, one.watched()) / mean(others, one.watched());
      int change = one.counted() + (number + 1) * weeks * WEEK / (2 * before.size() + 2);
      for (int i = change; i < values.length; i++) {
        values[i] = (float) (scale * others[i]);
      }
      SeriesHistory history =
          new SeriesHistory(one.history().series(), one.history().firstSlot(), values);
      changing.add(new WatchedSeries(history, one.watched(), one.counted()));
    }
    return changing;
  }

  private static double mean(float[] values, int until) {
    return IntStream.range(0, until)
        .mapToDouble(i -> values[i])
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElseThrow();
  }

  private long firstSlot() {
    return spec.startSlot() - (long) (TRAINING_WEEKS + WARM_UP_WEEKS) * WEEK;
  }

  private int index(long slot) {
    return (int) (slot - firstSlot());
  }

  private List<WatchedSeries> series(SimulatedSeries fleet) {
    SimulatedSeries clean = SimulatedSeries.of(spec);
    List<WatchedSeries> series = new ArrayList<>();
    int counted = (TRAINING_WEEKS + WARM_UP_WEEKS) * WEEK;
    for (int number = 0; number < fleet.size(); number++) {
      float[] values = new float[counted + weeks * WEEK];
      for (int i = 0; i < values.length; i++) {
        long slot = firstSlot() + i;
        values[i] =
            fleet.missing(number, slot)
                ? Float.NaN
                : (i < counted ? clean : fleet).value(number, slot);
      }
      series.add(
          new WatchedSeries(
              new SeriesHistory(fleet.name(number), firstSlot(), values),
              TRAINING_WEEKS * WEEK,
              counted));
    }
    return series;
  }
}

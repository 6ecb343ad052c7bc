package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forecasts whose bands move with what came of earlier ones: bit for bit the same after all. */
class CalibratedForecastsTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final ScoreSettings OFF = ScoreSettings.of(TrackedSteps.DEFAULT);
  private static final ScoreSettings ONLINE = OFF.withCalibration(true);
  private static final WaveSettings PLAIN = settings(OFF);
  private static final WaveSettings CALIBRATED = settings(ONLINE);
  private static final WaveSettings WITH_RAW = settings(ONLINE.withRawQuantiles(true));
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);

  private final Path folder;

  CalibratedForecastsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static WaveSettings settings(ScoreSettings scores) {
    return new WaveSettings(8, 5, 3, 0, scores);
  }

  @ParameterizedTest
  @MethodSource("io.foreflow.job.wave.SeriesSteps#backends")
  void forecastsAreBitIdenticalAfterRestarts(Supplier<StateBackend> backend) throws Exception {
    Random random = new Random(18);
    int swap = 900;
    List<AcceptedReading> readings = SeriesSteps.readings(random, 0, 2000);
    Map<String, Forecast> undisturbed = new TreeMap<>();
    try (WaveHarness harness = WaveHarness.open(file(V1), WITH_RAW)) {
      SeriesSteps.add(harness, readings.subList(0, swap));
      SeriesSteps.swap(harness, file(V2));
      SeriesSteps.add(harness, readings.subList(swap, readings.size()));
      collect(harness, undisturbed);
    }
    Map<String, Forecast> restarted = new TreeMap<>();
    OperatorSubtaskState snapshot = null;
    int from = 0;
    while (from < readings.size()) {
      Path model = file(from < swap ? V1 : V2);
      int end = from < swap ? swap : readings.size();
      try (WaveHarness harness = WaveHarness.open(model, WITH_RAW, backend.get(), snapshot)) {
        int until = Math.min(end, from + 1 + random.nextInt(400));
        SeriesSteps.add(harness, readings.subList(from, until));
        snapshot = harness.snapshot(until);
        // What is done after the snapshot is done again after the restart, to the same effect.
        SeriesSteps.add(harness, readings.subList(until, Math.min(end, until + 50)));
        collect(harness, restarted);
        from = until;
      }
    }
    assertThat(restarted).isEqualTo(undisturbed);
    assertThat(restarted.values()).filteredOn(Forecast::calibrated).hasSizeGreaterThan(1500);
  }

  @Test
  void forecastsAreBitIdenticalAfterRescalingAndSwaps() throws Exception {
    List<AcceptedReading> readings = SeriesSteps.readings(new Random(19), 0, 1200);
    OperatorSubtaskState one;
    try (WaveHarness harness = WaveHarness.task(file(V1), CALIBRATED, null, 1, 1, 0)) {
      SeriesSteps.add(harness, readings.subList(0, 400));
      one = harness.snapshot(1);
    }
    Map<String, Forecast> rescaled = new TreeMap<>();
    List<OperatorSubtaskState> three = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      try (WaveHarness harness = WaveHarness.task(file(V2), CALIBRATED, one, 1, 3, task)) {
        SeriesSteps.add(harness, SeriesSteps.of(readings.subList(400, 700), 3, task));
        three.add(harness.snapshot(2));
        collect(harness, rescaled);
      }
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            three.toArray(OperatorSubtaskState[]::new));
    for (int task = 0; task < 2; task++) {
      try (WaveHarness harness = WaveHarness.task(file(V2), CALIBRATED, all, 3, 2, task)) {
        SeriesSteps.add(harness, SeriesSteps.of(readings.subList(700, 1200), 2, task));
        collect(harness, rescaled);
      }
    }
    try (WaveHarness harness = WaveHarness.open(file(V1), CALIBRATED)) {
      SeriesSteps.add(harness, readings.subList(0, 400));
      int before = harness.forecasts().size();
      SeriesSteps.swap(harness, file(V2));
      SeriesSteps.add(harness, readings.subList(400, 1200));
      Map<String, Forecast> undisturbed = new TreeMap<>();
      harness.forecasts().stream()
          .skip(before)
          .forEach(forecast -> undisturbed.put(forecast.id(), forecast));
      assertThat(rescaled).isEqualTo(undisturbed);
    }
  }

  @Test
  void rawQuantilesAreThoseWithoutCalibration() throws Exception {
    List<AcceptedReading> readings = SeriesSteps.readings(new Random(20), 0, 1500);
    try (WaveHarness plain = WaveHarness.open(file(V1), PLAIN);
        WaveHarness calibrated = WaveHarness.open(file(V1), CALIBRATED);
        WaveHarness withRaw = WaveHarness.open(file(V1), WITH_RAW)) {
      for (WaveHarness harness : List.of(plain, calibrated, withRaw)) {
        SeriesSteps.add(harness, readings);
      }
      int moved = 0;
      for (int i = 0; i < plain.forecasts().size(); i++) {
        Forecast own = plain.forecasts().get(i);
        Forecast emitted = calibrated.forecasts().get(i);
        Forecast both = withRaw.forecasts().get(i);
        assertThat(own.calibrated()).isFalse();
        assertThat(emitted.rawQuantiles()).isEmpty();
        assertThat(both.quantiles()).isEqualTo(emitted.quantiles());
        assertThat(both.calibrated()).isEqualTo(emitted.calibrated());
        assertThat(both.calibrated() ? both.rawQuantiles() : both.quantiles())
            .isEqualTo(own.quantiles());
        moved += both.calibrated() ? 1 : 0;
        assertThat(both.calibrated() && both.status() == Status.WARMING).isFalse();
        assertThat(both.rawQuantiles().length > 0).isEqualTo(both.calibrated());
      }
      assertThat(moved).isGreaterThan(1000);
    }
  }

  @Test
  void bandsThatAreTooWideLearnToHold() throws Exception {
    assertThat(coverage(PLAIN)).isGreaterThan(0.87);
    assertThat(coverage(CALIBRATED)).isCloseTo(0.8, within(0.02));
  }

  /** The share of readings in the band of one step, after some to learn from. */
  private double coverage(WaveSettings settings) throws Exception {
    Random random = new Random(21);
    Map<Long, Float> readings = new HashMap<>();
    int inside = 0;
    int met = 0;
    try (WaveHarness harness = WaveHarness.open(file(V1), settings)) {
      for (long hour = 0; hour < 6000; hour++) {
        float value = (float) (10 * random.nextGaussian());
        readings.put(hour * HOUR, value);
        harness.add(AcceptedReadings.of("a", hour * HOUR, value));
      }
      harness.runAll();
      for (Forecast forecast : harness.forecasts()) {
        Float reading = readings.get(forecast.cutoff() + HOUR);
        if (reading != null && forecast.cutoff() >= 1000 * HOUR) {
          met++;
          inside +=
              reading >= forecast.quantile(0, 0) && reading <= forecast.quantile(2, 0) ? 1 : 0;
        }
      }
    }
    return (double) inside / met;
  }

  @Test
  void aReplayWarmsBandsOfANewModel() throws Exception {
    TinyStepGraph first = V1.withContext(100);
    List<AcceptedReading> readings = new ArrayList<>();
    Random random = new Random(23);
    for (int hour = 0; hour < 300; hour++) {
      readings.add(AcceptedReadings.of("a", hour * HOUR, (float) random.nextGaussian()));
    }
    try (WaveHarness swapped = WaveHarness.open(file(first), CALIBRATED);
        WaveHarness alone = WaveHarness.open(file(V2), CALIBRATED)) {
      SeriesSteps.add(swapped, readings.subList(0, 200));
      SeriesSteps.swap(swapped, file(V2));
      SeriesSteps.add(swapped, readings.subList(200, 300));
      // The replay has the effect of the same readings one by one.
      SeriesSteps.add(alone, readings.subList(100, 300));
      List<Forecast> warmed = swapped.forecasts().subList(200, 300);
      assertThat(warmed).isEqualTo(alone.forecasts().subList(100, 200));
      assertThat(warmed).allMatch(Forecast::calibrated);
    }
  }

  @Test
  void aShortHistoryWarmsNothing() throws Exception {
    TinyStepGraph first = V1.withContext(2);
    try (WaveHarness swapped = WaveHarness.open(file(first), CALIBRATED)) {
      SeriesSteps.step(swapped, 0, 20);
      SeriesSteps.swap(swapped, file(V2));
      SeriesSteps.step(swapped, 20, 23);
      List<Forecast> after = swapped.forecasts().subList(20, 23);
      assertThat(after).extracting(Forecast::status).containsOnly(Status.READY);
      assertThat(after).extracting(Forecast::calibrated).containsExactly(false, true, true);
    }
  }

  @Test
  void classesAreNotCalibrated() throws Exception {
    List<AcceptedReading> readings = SeriesSteps.readings(new Random(22), 0, 500);
    TinyStepGraph classes = V1.withClasses("down", "same", "up");
    try (WaveHarness plain = WaveHarness.open(file(classes), PLAIN);
        WaveHarness calibrated = WaveHarness.open(file(classes), WITH_RAW)) {
      SeriesSteps.add(plain, readings);
      SeriesSteps.add(calibrated, readings);
      assertThat(calibrated.forecasts()).isEqualTo(plain.forecasts()).isNotEmpty();
    }
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return WaveHarness.model(folder, graph);
  }

  /** Collects forecasts by what identifies them. One that is made again has to be the same. */
  private static void collect(WaveHarness harness, Map<String, Forecast> into) {
    for (Forecast forecast : harness.forecasts()) {
      Forecast before = into.put(forecast.id(), forecast);
      if (before != null) {
        assertThat(forecast).isEqualTo(before);
      }
    }
  }
}

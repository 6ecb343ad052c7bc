package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a snapshot keeps: after a restore, forecasts go on bit for bit. */
class WaveRestoreTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Path folder;

  WaveRestoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void forecastsAreBitIdenticalAfterRestarts(Supplier<StateBackend> backend) throws Exception {
    Path model = WaveHarness.model(folder, TinyStepGraph.hourly());
    for (int seed = 1; seed <= 5; seed++) {
      Random random = new Random(seed);
      List<AcceptedReading> readings = readings(random, 2000);
      Map<String, float[]> undisturbed = new HashMap<>();
      try (WaveHarness harness =
          WaveHarness.open(model, WaveHarness.SETTINGS, backend.get(), null)) {
        for (AcceptedReading reading : readings) {
          harness.add(reading);
        }
        harness.runAll();
        collect(harness, undisturbed);
      }
      Map<String, float[]> restarted = restarting(model, readings, random, backend);

      assertThat(restarted.keySet()).isEqualTo(undisturbed.keySet());
      undisturbed.forEach(
          (id, quantiles) -> assertThat(bits(restarted.get(id))).as(id).isEqualTo(bits(quantiles)));
    }
  }

  /** Goes on after each snapshot for a while, dies, and comes back at the snapshot. */
  private static Map<String, float[]> restarting(
      Path model, List<AcceptedReading> readings, Random random, Supplier<StateBackend> backend)
      throws Exception {
    Map<String, float[]> forecasts = new HashMap<>();
    OperatorSubtaskState snapshot = null;
    int from = 0;
    while (from < readings.size()) {
      // Other wave sizes too: what else is in a batch must not change a series' forecast.
      WaveSettings settings = new WaveSettings(1 + random.nextInt(40), 5, 3);
      try (WaveHarness harness = WaveHarness.open(model, settings, backend.get(), snapshot)) {
        int until = Math.min(readings.size(), from + 1 + random.nextInt(600));
        for (int i = from; i < until; i++) {
          harness.add(readings.get(i));
        }
        snapshot = harness.snapshot(from + 1L);
        collect(harness, forecasts);
        from = until;
        for (int i = until; i < Math.min(readings.size(), until + 100); i++) {
          harness.add(readings.get(i));
        }
      }
    }
    return forecasts;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void laterStepsDoNotChangeASnapshot(Supplier<StateBackend> backend) throws Exception {
    Path model = WaveHarness.model(folder, TinyStepGraph.hourly());
    OperatorSubtaskState snapshot;
    float[] expected;
    try (WaveHarness harness = WaveHarness.open(model, WaveHarness.SETTINGS, backend.get(), null)) {
      harness.add(AcceptedReadings.of("a", 0, 10));
      snapshot = harness.snapshot(1);
      harness.add(AcceptedReadings.of("a", HOUR, 20));
      harness.runAll();
      expected = harness.forecasts().get(1).quantiles();
    }
    try (WaveHarness harness =
        WaveHarness.open(model, WaveHarness.SETTINGS, backend.get(), snapshot)) {
      harness.add(AcceptedReadings.of("a", HOUR, 20));
      harness.runAll();
      assertThat(harness.late()).isEmpty();
      assertThat(harness.forecasts().get(0).quantiles()).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void stepsDoNotChangeASnapshotBeingWritten(Supplier<StateBackend> backend) throws Exception {
    Path model = WaveHarness.model(folder, TinyStepGraph.hourly());
    Callable<OperatorSubtaskState> writing;
    OperatorSubtaskState snapshot;
    OperatorSubtaskState later;
    List<Forecast> undisturbed;
    try (WaveHarness harness = WaveHarness.open(model, WaveHarness.SETTINGS, backend.get(), null)) {
      step(harness, 0, 3);
      writing = harness.beginSnapshot(1);
      step(harness, 3, 6);
      snapshot = writing.call();
      later = harness.snapshot(2);
      step(harness, 6, 9);
      undisturbed = harness.forecasts();
    }

    assertThat(goingOn(model, backend, snapshot, 3)).isEqualTo(bits(undisturbed, 3));
    assertThat(goingOn(model, backend, later, 6)).isEqualTo(bits(undisturbed, 6));
  }

  private static void step(WaveHarness harness, int from, int to) throws Exception {
    for (int hour = from; hour < to; hour++) {
      harness.add(AcceptedReadings.of("a", hour * HOUR, hour * hour));
    }
    harness.runAll();
  }

  private static List<List<Integer>> goingOn(
      Path model, Supplier<StateBackend> backend, OperatorSubtaskState snapshot, int hour)
      throws Exception {
    try (WaveHarness harness =
        WaveHarness.open(model, WaveHarness.SETTINGS, backend.get(), snapshot)) {
      step(harness, hour, 9);
      return bits(harness.forecasts(), 0);
    }
  }

  private static List<List<Integer>> bits(List<Forecast> forecasts, int from) {
    return forecasts.stream().skip(from).map(each -> bits(each.quantiles())).toList();
  }

  @Test
  void anotherModelReplaysTheHistoryOfASeries() throws Exception {
    TinyStepGraph old = TinyStepGraph.hourly();
    TinyStepGraph other = old.withVersion("2").withSmoothing(0.25f);
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = WaveHarness.open(WaveHarness.model(folder, old))) {
      for (int hour = 0; hour < 10; hour++) {
        harness.add(AcceptedReadings.of("long", hour * HOUR, 3 * hour));
      }
      harness.add(AcceptedReadings.of("short", 8 * HOUR, 7));
      harness.add(AcceptedReadings.of("short", 9 * HOUR, 8));
      snapshot = harness.snapshot(1);
    }
    Path otherFile = WaveHarness.model(folder, other);
    try (WaveHarness takenOver =
            WaveHarness.open(otherFile, WaveHarness.SETTINGS, new HashMapStateBackend(), snapshot);
        WaveHarness fromHistory = WaveHarness.open(otherFile)) {
      // The history holds the last six readings; "long" then skips a slot, "short" does not.
      takenOver.add(AcceptedReadings.of("long", 11 * HOUR, 50));
      takenOver.add(AcceptedReadings.of("short", 10 * HOUR, 9));
      takenOver.add(AcceptedReadings.of("new", 10 * HOUR, 9));
      takenOver.runAll();
      for (int hour = 4; hour < 10; hour++) {
        fromHistory.add(AcceptedReadings.of("long", hour * HOUR, 3 * hour));
      }
      fromHistory.add(AcceptedReadings.of("long", 11 * HOUR, 50));
      fromHistory.add(AcceptedReadings.of("short", 8 * HOUR, 7));
      fromHistory.add(AcceptedReadings.of("short", 9 * HOUR, 8));
      fromHistory.add(AcceptedReadings.of("short", 10 * HOUR, 9));
      fromHistory.add(AcceptedReadings.of("new", 10 * HOUR, 9));
      fromHistory.runAll();

      Map<String, float[]> expected = new HashMap<>();
      collect(fromHistory, expected);
      assertThat(takenOver.forecasts()).hasSize(3);
      for (Forecast forecast : takenOver.forecasts()) {
        assertThat(forecast.modelVersion()).isEqualTo("2");
        assertThat(bits(forecast.quantiles()))
            .as(forecast.id())
            .isEqualTo(bits(expected.get(forecast.id())));
        assertThat(forecast.status())
            .isEqualTo(forecast.series().equals("new") ? Status.WARMING : Status.READY);
      }
    }
  }

  @Test
  void aSeriesTakenOverKeepsItsNewState() throws Exception {
    TinyStepGraph old = TinyStepGraph.hourly();
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = WaveHarness.open(WaveHarness.model(folder, old))) {
      harness.add(AcceptedReadings.of("a", 0, 1));
      snapshot = harness.snapshot(1);
    }
    Path other = WaveHarness.model(folder, old.withVersion("2").withContext(9));
    OperatorSubtaskState later;
    try (WaveHarness harness =
        WaveHarness.open(other, WaveHarness.SETTINGS, new HashMapStateBackend(), snapshot)) {
      harness.add(AcceptedReadings.of("a", HOUR, 2));
      later = harness.snapshot(2);
    }
    try (WaveHarness harness =
        WaveHarness.open(other, WaveHarness.SETTINGS, new HashMapStateBackend(), later)) {
      harness.add(AcceptedReadings.of("a", HOUR, 3));
      harness.add(AcceptedReadings.of("a", 2 * HOUR, 3));
      harness.runAll();
      assertThat(harness.late()).hasSize(1);
      assertThat(harness.forecasts()).extracting(Forecast::status).containsExactly(Status.READY);
    }
  }

  @Test
  void aModelOfAnotherCadenceStartsSeriesAfresh() throws Exception {
    TinyStepGraph old = TinyStepGraph.hourly();
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = WaveHarness.open(WaveHarness.model(folder, old))) {
      for (int hour = 0; hour < 5; hour++) {
        harness.add(AcceptedReadings.of("a", hour * HOUR, 1));
      }
      snapshot = harness.snapshot(1);
    }
    Path other = WaveHarness.model(folder, old.withVersion("2").withCadence(Duration.ofMinutes(1)));
    try (WaveHarness harness =
        WaveHarness.open(other, WaveHarness.SETTINGS, new HashMapStateBackend(), snapshot)) {
      harness.add(AcceptedReadings.of("a", 5 * HOUR, 1));
      harness.runAll();
      assertThat(harness.forecasts()).extracting(Forecast::status).containsExactly(Status.WARMING);
    }
  }

  private static List<AcceptedReading> readings(Random random, int count) {
    List<AcceptedReading> readings = new ArrayList<>();
    long[] slot = new long[30];
    for (int i = 0; i < count; i++) {
      // A few series speak much more often than the others; each skips slots now and then.
      int series = random.nextInt(4) == 0 ? random.nextInt(30) : random.nextInt(3);
      slot[series] += random.nextInt(10) == 0 ? random.nextInt(7) : 1;
      float value = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
      readings.add(
          AcceptedReadings.of(
              "s" + series, slot[series] * HOUR + random.nextInt((int) HOUR), value));
    }
    return readings;
  }

  private static void collect(WaveHarness harness, Map<String, float[]> into) {
    for (Forecast forecast : harness.forecasts()) {
      assertThat(into.put(forecast.id(), forecast.quantiles())).as(forecast.id()).isNull();
    }
  }

  private static List<Integer> bits(float @Nullable [] floats) {
    List<Integer> bits = new ArrayList<>();
    assertThat(floats).isNotNull();
    if (floats != null) {
      for (float value : floats) {
        bits.add(Float.floatToRawIntBits(value));
      }
    }
    return bits;
  }
}

package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.StateSection;
import io.foreflow.job.state.SeriesState;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Forecast;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a snapshot keeps of the memories of forecasts: they go on bit for bit. */
class MemoryRestoreTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 20;
  private static final WaveSettings TRACKING = tracking(TrackedSteps.DEFAULT);
  private static final WaveSettings OFF = settings(null);
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);

  /** Steps 1, 2 and 4 of 4: the header, calibration of each, entries; a multiple of 8. */
  private static final int MEMORY = 24 + 3 * 26 + (1 + 2 + 4) * 10 + 4;

  private final Path folder;

  MemoryRestoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static WaveSettings tracking(TrackedSteps steps) {
    return settings(ScoreSettings.of(steps));
  }

  private static WaveSettings settings(@Nullable ScoreSettings scores) {
    return new WaveSettings(8, 5, 3, 0, scores);
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return Stream.of(
        Named.of("heap", HashMapStateBackend::new),
        Named.of("RocksDB", EmbeddedRocksDBStateBackend::new));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void memoriesAreBitIdenticalAfterRestarts(Supplier<StateBackend> backend) throws Exception {
    Random random = new Random(8);
    List<AcceptedReading> readings = readings(random, 0, 1500);
    Map<String, List<Byte>> undisturbed = statesAfter(V1, TRACKING, readings);
    OperatorSubtaskState snapshot = null;
    int from = 0;
    Map<String, List<Byte>> restarted = Map.of();
    while (from < readings.size()) {
      try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING, backend.get(), snapshot)) {
        int until = Math.min(readings.size(), from + 1 + random.nextInt(500));
        add(harness, readings.subList(from, until));
        snapshot = harness.snapshot(until);
        restarted = states(harness);
        add(harness, readings.subList(until, Math.min(readings.size(), until + 50)));
        from = until;
      }
    }
    assertThat(restarted).hasSize(SERIES).isEqualTo(undisturbed);
  }

  @Test
  void memoriesAreBitIdenticalAfterRescaling() throws Exception {
    List<AcceptedReading> readings = readings(new Random(9), 0, 1200);
    OperatorSubtaskState one;
    try (WaveHarness harness = WaveHarness.task(file(V1), TRACKING, null, 1, 1, 0)) {
      add(harness, readings.subList(0, 400));
      one = harness.snapshot(1);
    }
    List<OperatorSubtaskState> three = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      // Another model from here on. No task has ever loaded the first one.
      try (WaveHarness harness = WaveHarness.task(file(V2), TRACKING, one, 1, 3, task)) {
        add(harness, of(readings.subList(400, 430), 3, task));
        three.add(harness.snapshot(2));
      }
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            three.toArray(OperatorSubtaskState[]::new));
    Map<String, List<Byte>> rescaled = new TreeMap<>();
    for (int task = 0; task < 2; task++) {
      try (WaveHarness harness = WaveHarness.task(file(V2), TRACKING, all, 3, 2, task)) {
        add(harness, of(readings.subList(430, 460), 2, task));
        rescaled.putAll(states(harness, 2, task));
      }
    }
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      add(harness, readings.subList(0, 400));
      swap(harness, V2);
      add(harness, readings.subList(400, 460));
      assertThat(rescaled).hasSize(SERIES).isEqualTo(states(harness));
    }
  }

  private static List<AcceptedReading> of(List<AcceptedReading> all, int tasks, int task) {
    return all.stream()
        .filter(each -> WaveHarness.isOf(each.reading().series(), tasks, task))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void openForecastsOfASwappedModelSurviveARestart(Supplier<StateBackend> backend)
      throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness swapped = WaveHarness.open(file(V1), TRACKING)) {
      step(swapped, 0, 10);
      swap(swapped, V2);
      step(swapped, 10, 12);
      byte[] open = state(swapped, "a");
      assertThat(open).hasSize(length(V2) + 16 + MEMORY);

      snapshot = restartedWithV2(backend);
      try (WaveHarness restored = WaveHarness.open(file(V2), TRACKING, backend.get(), snapshot)) {
        assertThat(state(restored, "a")).isEqualTo(open);
        step(restored, 12, 14);
        step(swapped, 12, 14);
        assertThat(state(restored, "a")).hasSize(length(V2)).isEqualTo(state(swapped, "a"));
      }
    }
  }

  /** A snapshot of a job that was started again with another model, two readings later. */
  private OperatorSubtaskState restartedWithV2(Supplier<StateBackend> backend) throws Exception {
    OperatorSubtaskState before;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING, backend.get(), null)) {
      step(harness, 0, 10);
      before = harness.snapshot(1);
    }
    try (WaveHarness harness = WaveHarness.open(file(V2), TRACKING, backend.get(), before)) {
      step(harness, 10, 12);
      return harness.snapshot(2);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void statesOfVersionOneBeginWithAnEmptyMemory(Supplier<StateBackend> backend) throws Exception {
    OperatorSubtaskState versionOne;
    try (WaveHarness harness = WaveHarness.open(file(V1), OFF, backend.get(), null)) {
      step(harness, 0, 10);
      assertThat(state(harness, "a")).hasSize(length(V1) - MEMORY).startsWith((byte) 1, (byte) 0);
      versionOne = harness.snapshot(1);
    }
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING, backend.get(), versionOne);
        WaveHarness undisturbed = WaveHarness.open(file(V1), OFF)) {
      step(harness, 10, 20);
      step(undisturbed, 0, 20);
      byte[] state = state(harness, "a");
      assertThat(state).hasSize(length(V1)).startsWith((byte) 2);
      assertThat(bits(harness.forecasts(), 0)).isEqualTo(bits(undisturbed.forecasts(), 10));
      assertThat(header(state)).isEqualTo(header(state(undisturbed, "a")));
    }
  }

  @Test
  void turningItOffGivesTheBytesOfBefore() throws Exception {
    OperatorSubtaskState tracked;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      step(harness, 0, 10);
      tracked = harness.snapshot(1);
    }
    try (WaveHarness harness = WaveHarness.open(file(V1), OFF, new HashMapStateBackend(), tracked);
        WaveHarness never = WaveHarness.open(file(V1), OFF)) {
      step(harness, 10, 11);
      step(never, 0, 11);
      assertThat(state(harness, "a")).isEqualTo(state(never, "a"));
    }
  }

  @Test
  void otherTrackedStepsKeepOpenForecasts() throws Exception {
    OperatorSubtaskState first;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      step(harness, 0, 10);
      first = harness.snapshot(1);
    }
    WaveSettings other = tracking(new TrackedSteps(List.of("3")));
    int length = length(V1) - MEMORY + 24 + 26 + 3 * 10;
    try (WaveHarness harness =
        WaveHarness.open(file(V1), other, new HashMapStateBackend(), first)) {
      step(harness, 10, 13);
      assertThat(state(harness, "a")).hasSize(length + 16 + MEMORY);
      step(harness, 13, 14);
      assertThat(state(harness, "a")).hasSize(length);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void otherSectionsKeepTheMemory(Supplier<StateBackend> backend) throws Exception {
    ScoreSettings none = ScoreSettings.of(TrackedSteps.DEFAULT).withCalibration(true);
    ScoreSettings watch = none.with(StateSection.WATCH);
    ScoreSettings both = watch.with(StateSection.SUMS);
    List<ScoreSettings> settings = List.of(none, watch, both, watch, both, none);
    int[] sections = {0, 40, 40 + 120, 40, 40 + 120, 0};
    OperatorSubtaskState snapshot = null;
    try (WaveHarness never = WaveHarness.open(file(V1), settings(none))) {
      for (int i = 0; i < sections.length; i++) {
        try (WaveHarness harness =
            WaveHarness.open(file(V1), settings(settings.get(i)), backend.get(), snapshot)) {
          step(harness, 10 * i, 10 * i + 10);
          step(never, 10 * i, 10 * i + 10);
          snapshot = harness.snapshot(i);
          byte[] state = state(harness, "a");
          assertThat(state).hasSize(length(V1) + sections[i]);
          assertThat(header(state)).isEqualTo(header(state(never, "a")));
          assertThat(memory(state)).isEqualTo(memory(state(never, "a")));
        }
      }
    }
  }

  @Test
  void switchingCalibrationKeepsOpenForecasts() throws Exception {
    OperatorSubtaskState snapshot = null;
    ScoreSettings off = ScoreSettings.of(TrackedSteps.DEFAULT);
    try (WaveHarness never = WaveHarness.open(file(V1), TRACKING)) {
      for (int i = 0; i < 4; i++) {
        try (WaveHarness harness =
            WaveHarness.open(
                file(V1),
                settings(off.withCalibration(i % 2 == 1)),
                new HashMapStateBackend(),
                snapshot)) {
          step(harness, 10 * i, 10 * i + 10);
          step(never, 10 * i, 10 * i + 10);
          snapshot = harness.snapshot(i);
          byte[] memory = memory(state(harness, "a"));
          // The last slot and the scale follow from readings and from what was met.
          assertThat(Arrays.copyOfRange(memory, 8, 24))
              .isEqualTo(Arrays.copyOfRange(memory(state(never, "a")), 8, 24));
          assertThat(Arrays.equals(memory, memory(state(never, "a")))).isEqualTo(i == 0);
        }
      }
    }
  }

  @Test
  void anotherLayoutKeepsMemoriesOfFormerModels() throws Exception {
    ScoreSettings plain = ScoreSettings.of(TrackedSteps.DEFAULT);
    OperatorSubtaskState swapped;
    byte[] open;
    try (WaveHarness harness = WaveHarness.open(file(V1), settings(plain))) {
      step(harness, 0, 10);
      swap(harness, V2);
      step(harness, 10, 11);
      swapped = harness.snapshot(1);
      step(harness, 11, 12);
      open = state(harness, "a");
    }
    ScoreSettings sums = plain.with(StateSection.SUMS);
    try (WaveHarness harness =
        WaveHarness.open(file(V2), settings(sums), new HashMapStateBackend(), swapped)) {
      step(harness, 11, 12);
      byte[] state = state(harness, "a");
      assertThat(state).hasSize(open.length + 120);
      assertThat(Arrays.copyOfRange(state, length(V2) + 120, state.length))
          .isEqualTo(Arrays.copyOfRange(open, length(V2), open.length));
    }
  }

  @Test
  void aSeriesOfAnotherCadenceForgetsItsForecasts() throws Exception {
    OperatorSubtaskState hourly;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      step(harness, 0, 10);
      hourly = harness.snapshot(1);
    }
    Path minutes =
        WaveHarness.model(folder, V1.withVersion("m").withCadence(Duration.ofMinutes(1)));
    try (WaveHarness harness =
        WaveHarness.open(minutes, TRACKING, new HashMapStateBackend(), hourly)) {
      step(harness, 10, 11);
      assertThat(state(harness, "a")).hasSize(length(V1));
    }
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return WaveHarness.model(folder, graph);
  }

  private static int length(TinyStepGraph graph) {
    return SeriesState.HEADER_BYTES + 4 * graph.manifest().state().size() + MEMORY;
  }

  private void swap(WaveHarness harness, TinyStepGraph next) throws Exception {
    harness.announce(Announced.file(file(next)));
    assertThat(harness.takeMail(1)).hasSize(1);
  }

  private static void step(WaveHarness harness, int from, int to) throws Exception {
    for (int hour = from; hour < to; hour++) {
      harness.add(AcceptedReadings.of("a", hour * HOUR, hour * hour % 17));
    }
    harness.runAll();
  }

  private static void add(WaveHarness harness, List<AcceptedReading> readings) throws Exception {
    for (AcceptedReading reading : readings) {
      harness.add(reading);
    }
    harness.runAll();
  }

  private static byte[] state(WaveHarness harness, String series) throws Exception {
    byte[] state = harness.state(series);
    assertThat(state).isNotNull();
    return state == null ? new byte[0] : state;
  }

  /** The memory of the forecasts of V1. */
  private static byte[] memory(byte[] state) {
    int from = length(V1) - MEMORY;
    return Arrays.copyOfRange(state, from, from + MEMORY);
  }

  /** The header without the version and the layout. */
  private static byte[] header(byte[] state) {
    return Arrays.copyOfRange(state, 4, SeriesState.HEADER_BYTES);
  }

  private static Map<String, List<Byte>> states(WaveHarness harness) throws Exception {
    return states(harness, 1, 0);
  }

  private static Map<String, List<Byte>> states(WaveHarness harness, int tasks, int task)
      throws Exception {
    Map<String, List<Byte>> states = new TreeMap<>();
    for (int i = 0; i < SERIES; i++) {
      boolean own = WaveHarness.isOf("s" + i, tasks, task);
      byte[] state = own ? harness.state("s" + i) : null;
      if (state != null) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : state) {
          bytes.add(each);
        }
        states.put("s" + i, bytes);
      }
    }
    return states;
  }

  private Map<String, List<Byte>> statesAfter(
      TinyStepGraph graph, WaveSettings settings, List<AcceptedReading> readings) throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(graph), settings)) {
      add(harness, readings);
      return states(harness);
    }
  }

  private static List<List<Float>> bits(List<Forecast> forecasts, int from) {
    List<List<Float>> bits = new ArrayList<>();
    for (Forecast forecast : forecasts.subList(from, forecasts.size())) {
      List<Float> quantiles = new ArrayList<>();
      for (float quantile : forecast.quantiles()) {
        quantiles.add(quantile);
      }
      bits.add(quantiles);
    }
    return bits;
  }

  private static List<AcceptedReading> readings(Random random, int from, int to) {
    List<AcceptedReading> readings = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int hour = i / SERIES + (random.nextInt(10) == 0 ? 1 : 0);
      float value = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
      readings.add(AcceptedReadings.of("s" + i % SERIES, hour * HOUR, value));
    }
    return readings;
  }
}

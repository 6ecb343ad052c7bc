package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.state.SeriesState;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a snapshot keeps of the memories of forecasts: they go on bit for bit. */
class MemoryRestoreTest {
  private static final WaveSettings TRACKING =
      new WaveSettings(8, 5, 3, 0, ScoreSettings.of(TrackedSteps.DEFAULT));
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);

  /** Steps 1, 2 and 4 of 4: the header, calibration of each, entries; a multiple of 8. */
  private static final int MEMORY = 24 + 3 * 26 + (1 + 2 + 4) * 10 + 4;

  private final Path folder;

  MemoryRestoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @MethodSource("io.foreflow.job.wave.SeriesSteps#backends")
  void memoriesAreBitIdenticalAfterRestarts(Supplier<StateBackend> backend) throws Exception {
    Random random = new Random(8);
    List<AcceptedReading> readings = SeriesSteps.readings(random, 0, 1500);
    Map<String, List<Byte>> undisturbed = statesAfter(V1, TRACKING, readings);
    OperatorSubtaskState snapshot = null;
    int from = 0;
    Map<String, List<Byte>> restarted = Map.of();
    while (from < readings.size()) {
      try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING, backend.get(), snapshot)) {
        int until = Math.min(readings.size(), from + 1 + random.nextInt(500));
        SeriesSteps.add(harness, readings.subList(from, until));
        snapshot = harness.snapshot(until);
        restarted = SeriesSteps.states(harness);
        SeriesSteps.add(harness, readings.subList(until, Math.min(readings.size(), until + 50)));
        from = until;
      }
    }
    assertThat(restarted).hasSize(SeriesSteps.SERIES).isEqualTo(undisturbed);
  }

  @Test
  void memoriesAreBitIdenticalAfterRescaling() throws Exception {
    List<AcceptedReading> readings = SeriesSteps.readings(new Random(9), 0, 1200);
    OperatorSubtaskState one;
    try (WaveHarness harness = WaveHarness.task(file(V1), TRACKING, null, 1, 1, 0)) {
      SeriesSteps.add(harness, readings.subList(0, 400));
      one = harness.snapshot(1);
    }
    List<OperatorSubtaskState> three = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      // Another model from here on. No task has ever loaded the first one.
      try (WaveHarness harness = WaveHarness.task(file(V2), TRACKING, one, 1, 3, task)) {
        SeriesSteps.add(harness, SeriesSteps.of(readings.subList(400, 430), 3, task));
        three.add(harness.snapshot(2));
      }
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            three.toArray(OperatorSubtaskState[]::new));
    Map<String, List<Byte>> rescaled = new TreeMap<>();
    for (int task = 0; task < 2; task++) {
      try (WaveHarness harness = WaveHarness.task(file(V2), TRACKING, all, 3, 2, task)) {
        SeriesSteps.add(harness, SeriesSteps.of(readings.subList(430, 460), 2, task));
        rescaled.putAll(SeriesSteps.states(harness, 2, task));
      }
    }
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      SeriesSteps.add(harness, readings.subList(0, 400));
      swap(harness, V2);
      SeriesSteps.add(harness, readings.subList(400, 460));
      assertThat(rescaled).hasSize(SeriesSteps.SERIES).isEqualTo(SeriesSteps.states(harness));
    }
  }

  @ParameterizedTest
  @MethodSource("io.foreflow.job.wave.SeriesSteps#backends")
  void openForecastsSurviveASwapAndARestart(Supplier<StateBackend> backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness swapped = WaveHarness.open(file(V1), TRACKING)) {
      SeriesSteps.step(swapped, 0, 10);
      swap(swapped, V2);
      SeriesSteps.step(swapped, 10, 12);
      byte[] open = SeriesSteps.state(swapped, "a");
      assertThat(open).hasSize(length(V2) + 16 + MEMORY);

      snapshot = restartedWithV2(backend);
      try (WaveHarness restored = WaveHarness.open(file(V2), TRACKING, backend.get(), snapshot)) {
        assertThat(SeriesSteps.state(restored, "a")).isEqualTo(open);
        SeriesSteps.step(restored, 12, 14);
        SeriesSteps.step(swapped, 12, 14);
        assertThat(SeriesSteps.state(restored, "a"))
            .hasSize(length(V2))
            .isEqualTo(SeriesSteps.state(swapped, "a"));
      }
    }
  }

  /** A snapshot of a job that was started again with another model, two readings later. */
  private OperatorSubtaskState restartedWithV2(Supplier<StateBackend> backend) throws Exception {
    OperatorSubtaskState before;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING, backend.get(), null)) {
      SeriesSteps.step(harness, 0, 10);
      before = harness.snapshot(1);
    }
    try (WaveHarness harness = WaveHarness.open(file(V2), TRACKING, backend.get(), before)) {
      SeriesSteps.step(harness, 10, 12);
      return harness.snapshot(2);
    }
  }

  @Test
  void aSeriesOfAnotherCadenceForgetsItsForecasts() throws Exception {
    OperatorSubtaskState hourly;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      SeriesSteps.step(harness, 0, 10);
      hourly = harness.snapshot(1);
    }
    Path minutes =
        WaveHarness.model(folder, V1.withVersion("m").withCadence(Duration.ofMinutes(1)));
    try (WaveHarness harness =
        WaveHarness.open(minutes, TRACKING, new HashMapStateBackend(), hourly)) {
      SeriesSteps.step(harness, 10, 11);
      assertThat(SeriesSteps.state(harness, "a")).hasSize(length(V1));
    }
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return WaveHarness.model(folder, graph);
  }

  private static int length(TinyStepGraph graph) {
    return SeriesState.HEADER_BYTES + 4 * graph.manifest().state().size() + MEMORY;
  }

  private void swap(WaveHarness harness, TinyStepGraph next) throws Exception {
    SeriesSteps.swap(harness, file(next));
  }

  private Map<String, List<Byte>> statesAfter(
      TinyStepGraph graph, WaveSettings settings, List<AcceptedReading> readings) throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(graph), settings)) {
      SeriesSteps.add(harness, readings);
      return SeriesSteps.states(harness);
    }
  }
}

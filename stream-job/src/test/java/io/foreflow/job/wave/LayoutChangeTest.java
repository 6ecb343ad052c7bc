package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.StateSection;
import io.foreflow.job.state.SeriesState;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Forecast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a state keeps when options change what follows its floats. */
class LayoutChangeTest {
  private static final WaveSettings TRACKING = tracking(TrackedSteps.DEFAULT);
  private static final WaveSettings OFF = settings(null);
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);

  /** Steps 1, 2 and 4 of 4: the header, calibration of each, entries; a multiple of 8. */
  private static final int MEMORY = 24 + 3 * 26 + (1 + 2 + 4) * 10 + 4;

  private final Path folder;

  LayoutChangeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static WaveSettings tracking(TrackedSteps steps) {
    return settings(ScoreSettings.of(steps));
  }

  private static WaveSettings settings(@Nullable ScoreSettings scores) {
    return new WaveSettings(8, 5, 3, 0, scores);
  }

  @ParameterizedTest
  @MethodSource("io.foreflow.job.wave.SeriesSteps#backends")
  void statesOfVersionOneBeginWithoutMemory(Supplier<StateBackend> backend) throws Exception {
    OperatorSubtaskState versionOne;
    try (WaveHarness harness = WaveHarness.open(file(V1), OFF, backend.get(), null)) {
      SeriesSteps.step(harness, 0, 10);
      assertThat(SeriesSteps.state(harness, "a"))
          .hasSize(length(V1) - MEMORY)
          .startsWith((byte) 1, (byte) 0);
      versionOne = harness.snapshot(1);
    }
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING, backend.get(), versionOne);
        WaveHarness undisturbed = WaveHarness.open(file(V1), OFF)) {
      SeriesSteps.step(harness, 10, 20);
      SeriesSteps.step(undisturbed, 0, 20);
      byte[] state = SeriesSteps.state(harness, "a");
      assertThat(state).hasSize(length(V1)).startsWith((byte) 2);
      assertThat(bits(harness.forecasts(), 0)).isEqualTo(bits(undisturbed.forecasts(), 10));
      assertThat(header(state)).isEqualTo(header(SeriesSteps.state(undisturbed, "a")));
    }
  }

  @Test
  void turningItOffGivesTheBytesOfBefore() throws Exception {
    OperatorSubtaskState tracked;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      SeriesSteps.step(harness, 0, 10);
      tracked = harness.snapshot(1);
    }
    try (WaveHarness harness = WaveHarness.open(file(V1), OFF, new HashMapStateBackend(), tracked);
        WaveHarness never = WaveHarness.open(file(V1), OFF)) {
      SeriesSteps.step(harness, 10, 11);
      SeriesSteps.step(never, 0, 11);
      assertThat(SeriesSteps.state(harness, "a")).isEqualTo(SeriesSteps.state(never, "a"));
    }
  }

  @Test
  void otherTrackedStepsKeepOpenForecasts() throws Exception {
    OperatorSubtaskState first;
    try (WaveHarness harness = WaveHarness.open(file(V1), TRACKING)) {
      SeriesSteps.step(harness, 0, 10);
      first = harness.snapshot(1);
    }
    WaveSettings other = tracking(new TrackedSteps(List.of("3")));
    int length = length(V1) - MEMORY + 24 + 26 + 3 * 10;
    try (WaveHarness harness =
        WaveHarness.open(file(V1), other, new HashMapStateBackend(), first)) {
      SeriesSteps.step(harness, 10, 13);
      assertThat(SeriesSteps.state(harness, "a")).hasSize(length + 16 + MEMORY);
      SeriesSteps.step(harness, 13, 14);
      assertThat(SeriesSteps.state(harness, "a")).hasSize(length);
    }
  }

  @ParameterizedTest
  @MethodSource("io.foreflow.job.wave.SeriesSteps#backends")
  void otherSectionsKeepTheMemory(Supplier<StateBackend> backend) throws Exception {
    ScoreSettings none = ScoreSettings.of(TrackedSteps.DEFAULT).withCalibration(true);
    ScoreSettings watch = none.with(StateSection.WATCH);
    ScoreSettings both = watch.with(StateSection.SUMS);
    List<ScoreSettings> settings = List.of(none, watch, both, watch, both, none);
    int[] sections = {0, 40, 40 + 128, 40, 40 + 128, 0};
    OperatorSubtaskState snapshot = null;
    try (WaveHarness never = WaveHarness.open(file(V1), settings(none))) {
      for (int i = 0; i < sections.length; i++) {
        try (WaveHarness harness =
            WaveHarness.open(file(V1), settings(settings.get(i)), backend.get(), snapshot)) {
          SeriesSteps.step(harness, 10 * i, 10 * i + 10);
          SeriesSteps.step(never, 10 * i, 10 * i + 10);
          snapshot = harness.snapshot(i);
          byte[] state = SeriesSteps.state(harness, "a");
          assertThat(state).hasSize(length(V1) + sections[i]);
          assertThat(header(state)).isEqualTo(header(SeriesSteps.state(never, "a")));
          assertThat(memory(state)).isEqualTo(memory(SeriesSteps.state(never, "a")));
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
          SeriesSteps.step(harness, 10 * i, 10 * i + 10);
          SeriesSteps.step(never, 10 * i, 10 * i + 10);
          snapshot = harness.snapshot(i);
          byte[] memory = memory(SeriesSteps.state(harness, "a"));
          // The last slot and the scale follow from readings and from what was met.
          assertThat(Arrays.copyOfRange(memory, 8, 24))
              .isEqualTo(Arrays.copyOfRange(memory(SeriesSteps.state(never, "a")), 8, 24));
          assertThat(Arrays.equals(memory, memory(SeriesSteps.state(never, "a"))))
              .isEqualTo(i == 0);
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
      SeriesSteps.step(harness, 0, 10);
      swap(harness, V2);
      SeriesSteps.step(harness, 10, 11);
      swapped = harness.snapshot(1);
      SeriesSteps.step(harness, 11, 12);
      open = SeriesSteps.state(harness, "a");
    }
    ScoreSettings sums = plain.with(StateSection.SUMS);
    try (WaveHarness harness =
        WaveHarness.open(file(V2), settings(sums), new HashMapStateBackend(), swapped)) {
      SeriesSteps.step(harness, 11, 12);
      byte[] state = SeriesSteps.state(harness, "a");
      assertThat(state).hasSize(open.length + 128);
      assertThat(Arrays.copyOfRange(state, length(V2) + 128, state.length))
          .isEqualTo(Arrays.copyOfRange(open, length(V2), open.length));
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

  /** The memory of the forecasts of V1. */
  private static byte[] memory(byte[] state) {
    int from = length(V1) - MEMORY;
    return Arrays.copyOfRange(state, from, from + MEMORY);
  }

  /** The header without the version and the layout. */
  private static byte[] header(byte[] state) {
    return Arrays.copyOfRange(state, 4, SeriesState.HEADER_BYTES);
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
}

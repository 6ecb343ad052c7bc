package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.StateSection;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of scores that the operator writes, whatever happens to it on the way. */
class ScoreRecordsTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 12;
  private static final ScoreSettings SCORES =
      ScoreSettings.of(TrackedSteps.DEFAULT).with(StateSection.SUMS);
  private static final WaveSettings SETTINGS =
      new WaveSettings(8, 5, 3, 0, SCORES.withRecordSlots(10));
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);

  private final Path folder;

  ScoreRecordsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @Test
  void recordsEndWithTheirWindow() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      SeriesSteps.step(harness, 0, 19);
      assertThat(harness.scores()).hasSize(1);
      SeriesSteps.step(harness, 19, 20);
      assertThat(harness.scores()).hasSize(2);
      ForecastScore second = harness.scores().get(1);

      assertThat(second.series()).isEqualTo("a");
      assertThat(second.model()).isEqualTo("tiny");
      assertThat(second.modelVersion()).isEqualTo("1");
      assertThat(second.from()).isEqualTo(10 * HOUR);
      assertThat(second.to()).isEqualTo(19 * HOUR);
      assertThat(second.cadenceMillis()).isEqualTo(HOUR);
      assertThat(second.lowestLevel()).isEqualTo(0.1);
      assertThat(second.highestLevel()).isEqualTo(0.9);
      assertThat(second.scale()).isPositive();
      assertThat(second.steps()).extracting(StepScore::step).containsExactly(1, 2, 4);
      assertThat(second.steps()).extracting(StepScore::forecasts).containsOnly(10L);
    }
  }

  @Test
  void aReadingAfterTheWindowWritesItsRecord() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      SeriesSteps.step(harness, 0, 8);
      assertThat(harness.scores()).isEmpty();
      SeriesSteps.step(harness, 11, 12);
      assertThat(harness.scores()).extracting(ForecastScore::to).containsExactly(7 * HOUR);
    }
  }

  @Test
  void aSeriesThatMetNothingHasNoRecord() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1.withWarmup(100)), SETTINGS)) {
      SeriesSteps.step(harness, 0, 95);
      assertThat(harness.scores()).isEmpty();
    }
  }

  @Test
  void recordsSumUpADayByDefault() throws Exception {
    WaveSettings daily = new WaveSettings(8, 5, 3, 0, SCORES);
    try (WaveHarness harness = WaveHarness.open(file(V1), daily)) {
      SeriesSteps.step(harness, 0, 72);
      assertThat(harness.scores())
          .extracting(ForecastScore::to)
          .containsExactly(23 * HOUR, 47 * HOUR, 71 * HOUR);
    }
  }

  @Test
  void aSwapWritesSumsOfTheVersionBefore() throws Exception {
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      SeriesSteps.step(harness, 0, 13);
      swap(harness, V2);
      SeriesSteps.step(harness, 13, 18);

      // The swap ends one record; the last open forecast of the version before ends another.
      assertThat(harness.scores())
          .extracting(each -> each.modelVersion() + " until " + each.to() / HOUR)
          .containsExactly("1 until 9", "1 until 12", "1 until 16");
      ForecastScore rest = harness.scores().get(2);
      assertThat(rest.from()).isEqualTo(13 * HOUR);
      assertThat(rest.steps()).extracting(StepScore::forecasts).containsExactly(1L, 2L, 4L);
      SeriesSteps.step(harness, 18, 20);
      assertThat(harness.scores().get(3).modelVersion()).isEqualTo("2");
    }
  }

  @Test
  void aSeriesThatEndsWritesItsSums() throws Exception {
    WaveSettings mortal =
        new WaveSettings(8, 5, 3, Duration.ofDays(2).toMillis(), SCORES.withRecordSlots(1000));
    try (WaveHarness harness = WaveHarness.open(file(V1), mortal)) {
      SeriesSteps.step(harness, 0, 9);
      swap(harness, V2);
      SeriesSteps.step(harness, 9, 10);
      assertThat(harness.scores()).hasSize(1);
      harness.flink().processWatermark(new Watermark(Duration.ofDays(9).toMillis()));

      assertThat(harness.state("a")).isNull();
      assertThat(harness.scores())
          .extracting(each -> each.modelVersion() + " until " + each.to() / HOUR)
          .containsExactly("1 until 8", "1 until 9");
    }
  }

  @Test
  void anotherCadenceWritesTheSumsBefore() throws Exception {
    OperatorSubtaskState hourly;
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      SeriesSteps.step(harness, 0, 9);
      hourly = harness.snapshot(1);
    }
    Path minutes =
        WaveHarness.model(folder, V1.withVersion("m").withCadence(Duration.ofMinutes(1)));
    try (WaveHarness harness =
        WaveHarness.open(minutes, SETTINGS, new HashMapStateBackend(), hourly)) {
      SeriesSteps.step(harness, 9, 10);
      assertThat(harness.scores()).hasSize(1);
      assertThat(harness.scores().get(0).to()).isEqualTo(8 * HOUR);
      assertThat(harness.scores().get(0).cadenceMillis()).isEqualTo(HOUR);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void recordsAreTheSameAfterRestarts(Supplier<StateBackend> backend) throws Exception {
    Random random = new Random(12);
    List<AcceptedReading> readings = readings(random, 0, 1500);
    List<AcceptedReading> swapped = readings.subList(700, 1500);
    List<ForecastScore> undisturbed;
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      SeriesSteps.add(harness, readings.subList(0, 700));
      swap(harness, V2);
      SeriesSteps.add(harness, swapped);
      undisturbed = harness.scores();
    }
    List<ForecastScore> restarted = new ArrayList<>();
    OperatorSubtaskState snapshot = null;
    int from = 0;
    while (from < readings.size()) {
      int until = Math.min(from < 700 ? 700 : 1500, from + 1 + random.nextInt(300));
      try (WaveHarness harness =
          WaveHarness.open(file(from < 700 ? V1 : V2), SETTINGS, backend.get(), snapshot)) {
        SeriesSteps.add(harness, readings.subList(from, until));
        snapshot = harness.snapshot(until);
        restarted.addAll(harness.scores());
        // What comes after the snapshot is lost with the crash, and comes again.
        SeriesSteps.add(harness, readings.subList(until, Math.min(1500, until + 50)));
        from = until;
      }
    }
    assertThat(undisturbed).hasSizeGreaterThan(100);
    assertThat(sorted(restarted)).isEqualTo(sorted(undisturbed));
  }

  @Test
  void recordsAreTheSameAfterRescaling() throws Exception {
    List<AcceptedReading> readings = readings(new Random(9), 0, 1200);
    List<ForecastScore> undisturbed;
    try (WaveHarness harness = WaveHarness.open(file(V1), SETTINGS)) {
      SeriesSteps.add(harness, readings);
      undisturbed = harness.scores();
    }
    List<ForecastScore> rescaled = new ArrayList<>();
    OperatorSubtaskState one;
    try (WaveHarness harness = WaveHarness.task(file(V1), SETTINGS, null, 1, 1, 0)) {
      SeriesSteps.add(harness, readings.subList(0, 430));
      one = harness.snapshot(1);
      rescaled.addAll(harness.scores());
    }
    List<OperatorSubtaskState> three = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      try (WaveHarness harness = WaveHarness.task(file(V1), SETTINGS, one, 1, 3, task)) {
        SeriesSteps.add(harness, SeriesSteps.of(readings.subList(430, 777), 3, task));
        three.add(harness.snapshot(2));
        rescaled.addAll(harness.scores());
      }
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            three.toArray(OperatorSubtaskState[]::new));
    for (int task = 0; task < 2; task++) {
      try (WaveHarness harness = WaveHarness.task(file(V1), SETTINGS, all, 3, 2, task)) {
        SeriesSteps.add(harness, SeriesSteps.of(readings.subList(777, 1200), 2, task));
        rescaled.addAll(harness.scores());
      }
    }
    assertThat(undisturbed).hasSizeGreaterThan(100);
    assertThat(sorted(rescaled)).isEqualTo(sorted(undisturbed));
  }

  private static List<ForecastScore> sorted(List<ForecastScore> records) {
    return records.stream().sorted(Comparator.comparing(ForecastScore::id)).toList();
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return WaveHarness.model(folder, graph);
  }

  private void swap(WaveHarness harness, TinyStepGraph next) throws Exception {
    harness.announce(Announced.file(file(next)));
    assertThat(harness.takeMail(1)).hasSize(1);
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

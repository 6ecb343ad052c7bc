package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.model.ModelLease;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ModelAnnouncement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series that move to a new model one after the other. */
class SpreadTakeoverTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DEADLINE = 2 * HOUR;
  private static final long MILLI = 1_000_000;
  private static final int SERIES = 8;
  private static final ScoreSettings SCORES = ScoreSettings.of(TrackedSteps.DEFAULT);
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);
  private static final TinyStepGraph V3 = V1.withVersion("3").withSmoothing(0.75f);

  private final Path folder;
  private final Clock clock = new Clock();

  SpreadTakeoverTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A clock on which each replay takes 10 ms: the time between two looks at it. */
  private static final class Clock implements LongSupplier {
    private long nanos;

    @Override
    public long getAsLong() {
      return nanos += 10 * MILLI;
    }

    /** Lets the time pass in which the smallest share of it fills the budget. */
    void fillBudget() {
      nanos += 100 * TakeoverBudget.MOST_NANOS;
    }
  }

  @Test
  void theOldModelStepsSeriesThatWait() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      assertThat(versions(harness, 10)).isEqualTo("21111111");
      assertThat(versions(harness, 11)).isEqualTo("21111111");
      clock.fillBudget();
      assertThat(versions(harness, 12)).isEqualTo("22211111");
      clock.fillBudget();
      assertThat(versions(harness, 13)).isEqualTo("22222221");
    }
  }

  @Test
  void forecastsAreThoseOfTheirModel() throws Exception {
    Map<String, Forecast> old = new HashMap<>();
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 30);
      harness.forecasts().forEach(forecast -> old.put(id(forecast), forecast));
    }
    List<Forecast> spread;
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      Random random = new Random(3);
      for (int hour = 10; hour < 30; hour++) {
        clock.nanos += random.nextInt(1000) * MILLI;
        hours(harness, hour, hour + 1);
      }
      spread = harness.forecasts();
    }
    assertThat(spread).hasSize(30 * SERIES);
    Map<String, String> changes = new HashMap<>();
    for (Forecast forecast : spread) {
      String before = changes.getOrDefault(forecast.series(), "1");
      assertThat(forecast.modelVersion()).isGreaterThanOrEqualTo(before);
      changes.put(forecast.series(), forecast.modelVersion());
      if (forecast.modelVersion().equals("1")) {
        assertThat(forecast).usingRecursiveComparison().isEqualTo(old.get(id(forecast)));
      }
    }
    assertThat(changes.values()).containsOnly("2");
    checkMoved(spread);
  }

  /** Compares the forecasts of moved series with those of series that all move at that hour. */
  private void checkMoved(List<Forecast> spread) throws Exception {
    for (int series = 0; series < SERIES; series++) {
      String name = "s" + series;
      List<Forecast> moved =
          spread.stream()
              .filter(f -> f.series().equals(name) && f.modelVersion().equals("2"))
              .toList();
      int hour = (int) (moved.get(0).cutoff() / HOUR);
      List<Forecast> expected = new ArrayList<>();
      try (WaveHarness harness = WaveHarness.open(file(V1), settings(1))) {
        hours(harness, 0, hour);
        swap(harness, V2);
        hours(harness, hour, 30);
        harness.forecasts().stream()
            .filter(f -> f.series().equals(name) && f.modelVersion().equals("2"))
            .forEach(expected::add);
      }
      assertThat(moved).usingRecursiveComparison().isEqualTo(expected);
    }
  }

  @Test
  void closesTheOldModelWhenAllHaveMoved() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 3);
      swap(harness, V2);
      ModelAnnouncement second = Announced.file(file(V2));
      harness.flink().setProcessingTime(DEADLINE);
      hours(harness, 3, 4);
      swap(harness, V3);
      assertThat(isLoaded(second)).isTrue();
      for (int hour = 4; hour < 12; hour++) {
        clock.fillBudget();
        hours(harness, hour, hour + 1);
      }
      assertThat(versions(harness, 12)).isEqualTo("33333333");
      assertThat(isLoaded(second)).isFalse();
    }
  }

  @Test
  void allMoveAtTheDeadline() throws Exception {
    try (WaveHarness harness = open(null)) {
      harness.flink().setProcessingTime(5);
      hours(harness, 0, 10);
      swap(harness, V2);
      harness.flink().setProcessingTime(5 + DEADLINE - 1);
      assertThat(versions(harness, 10)).isEqualTo("21111111");
      harness.flink().setProcessingTime(5 + DEADLINE);
      assertThat(versions(harness, 11)).isEqualTo("22222222");
    }
  }

  @Test
  void aThirdModelEndsTheFirst() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      assertThat(versions(harness, 10)).isEqualTo("21111111");
      clock.fillBudget();
      assertThat(versions(harness, 11)).isEqualTo("22211111");
      swap(harness, V3);
      assertThat(versions(harness, 12)).isEqualTo("32233333");
    }
  }

  @Test
  void goingBackReplaysNothingForSeriesThatWaited() throws Exception {
    try (WaveHarness harness = open(null);
        WaveHarness undisturbed = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      assertThat(versions(harness, 10)).isEqualTo("21111111");
      swap(harness, V1);
      assertThat(versions(harness, 11)).isEqualTo("11111111");
      hours(undisturbed, 0, 12);
      assertThat(SeriesSteps.state(harness, "s5")).isEqualTo(SeriesSteps.state(undisturbed, "s5"));
      assertThat(SeriesSteps.state(harness, "s0"))
          .isNotEqualTo(SeriesSteps.state(undisturbed, "s0"));
    }
  }

  @Test
  void newSeriesBeginWithTheNewModel() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 3);
      swap(harness, V2);
      assertThat(versions(harness, 3)).isEqualTo("21111111");
      harness.add(AcceptedReadings.of("new", 0, 1));
      harness.runAll();
      assertThat(harness.forecasts())
          .last()
          .extracting(Forecast::series, Forecast::modelVersion)
          .containsExactly("new", "2");
    }
  }

  @Test
  void aRestoreGoesOnWithBothModels() throws Exception {
    OperatorSubtaskState snapshot;
    Map<String, Forecast> undisturbed = new HashMap<>();
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      hours(harness, 10, 11);
      snapshot = harness.snapshot(1);
      hours(harness, 11, 12);
      harness.forecasts().forEach(forecast -> undisturbed.put(id(forecast), forecast));
    }
    try (WaveHarness harness = open(snapshot)) {
      assertThat(versions(harness, 11)).as("its budget is full again").isEqualTo("22111111");
      harness.forecasts().stream()
          .filter(forecast -> !forecast.series().equals("s1"))
          .forEach(
              forecast ->
                  assertThat(forecast)
                      .usingRecursiveComparison()
                      .isEqualTo(undisturbed.get(id(forecast))));
      harness.flink().setProcessingTime(DEADLINE);
      assertThat(versions(harness, 12)).isEqualTo("22222222");
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void aRestoreLoadsTheAnnouncedOldModel() throws Exception {
    OperatorSubtaskState snapshot = movingFromTheSecondToTheThird();
    try (WaveHarness harness = open(snapshot)) {
      assertThat(versions(harness, 12)).isEqualTo("33222222");
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void withoutTheOldFileAllMoveAtOnce() throws Exception {
    OperatorSubtaskState snapshot = movingFromTheSecondToTheThird();
    Files.delete(file(V2));
    try (WaveHarness harness = open(snapshot)) {
      assertThat(versions(harness, 12)).isEqualTo("33333333");
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void aRestoreWithoutSpreadingMovesAllAtOnce() throws Exception {
    OperatorSubtaskState snapshot = movingFromTheSecondToTheThird();
    try (WaveHarness harness =
        WaveHarness.open(ModelPlan.of(file(V1)), settings(1), clock, snapshot)) {
      assertThat(versions(harness, 12)).isEqualTo("33333333");
    }
  }

  @Test
  void afterTheEndSnapshotsNameNoOldModel() throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(movingFromTheSecondToTheThird())) {
      harness.flink().setProcessingTime(DEADLINE);
      snapshot = harness.snapshot(2);
    }
    ModelAnnouncement second = Announced.file(file(V2));
    try (WaveHarness harness = open(snapshot)) {
      assertThat(isLoaded(second)).isFalse();
      assertThat(versions(harness, 12)).isEqualTo("33333333");
    }
  }

  private OperatorSubtaskState movingFromTheSecondToTheThird() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      harness.flink().setProcessingTime(DEADLINE);
      assertThat(versions(harness, 10)).isEqualTo("22222222");
      swap(harness, V3);
      assertThat(versions(harness, 11)).isEqualTo("32222222");
      return harness.snapshot(1);
    }
  }

  private WaveHarness open(@Nullable OperatorSubtaskState snapshot) throws Exception {
    return WaveHarness.open(ModelPlan.of(file(V1)), settings(0.01), clock, snapshot);
  }

  private static WaveSettings settings(double share) {
    return new WaveSettings(SERIES, 5, 3, 0, SCORES, share);
  }

  private void swap(WaveHarness harness, TinyStepGraph next) throws Exception {
    SeriesSteps.swap(harness, file(next));
  }

  private static void hours(WaveHarness harness, int from, int to) throws Exception {
    for (int hour = from; hour < to; hour++) {
      for (int series = 0; series < SERIES; series++) {
        float value = (hour * (series + 3) % 11) / 2f;
        harness.add(AcceptedReadings.of("s" + series, hour * HOUR, value));
      }
      harness.runAll();
    }
  }

  /** Steps an hour, and returns the versions that stepped each of the series. */
  private static String versions(WaveHarness harness, int hour) throws Exception {
    hours(harness, hour, hour + 1);
    String[] versions = new String[SERIES];
    harness.forecasts().stream()
        .filter(forecast -> forecast.cutoff() == hour * HOUR)
        .forEach(forecast -> versions[forecast.series().charAt(1) - '0'] = forecast.modelVersion());
    return String.join("", versions);
  }

  private static String id(Forecast forecast) {
    return forecast.series() + " " + forecast.cutoff();
  }

  /** Whether a model is in memory. A place without a file can't be loaded from. */
  private boolean isLoaded(ModelAnnouncement model) throws Exception {
    String gone = folder.resolve("gone.onnx").toString();
    try (ModelLease lease =
        SharedModels.ofProcess().acquire(new ModelLocation(gone, model.sha256()))) {
      return lease.model().sha256().equals(model.sha256());
    } catch (UnusableModelException e) {
      return false;
    }
  }

  private Path file(TinyStepGraph graph) throws Exception {
    Path file = folder.resolve(graph.model() + "-" + graph.version() + ".onnx");
    return Files.exists(file) ? file : Files.write(file, graph.file());
  }
}

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
import java.util.Arrays;
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
  private static final int SERIES = 8;

  /** How many series replay at the same time. */
  private static final int ROWS = 4;

  /** How many readings the first model remembers. */
  private static final int HISTORY = 6;

  private static final ScoreSettings SCORES = ScoreSettings.of(TrackedSteps.DEFAULT);
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);
  private static final TinyStepGraph V3 = V1.withVersion("3").withSmoothing(0.75f);

  private final Path folder;
  private final Clock clock = new Clock();

  SpreadTakeoverTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A clock on which each step of a replay takes a whole go: the time between two looks at it. */
  private static final class Clock implements LongSupplier {
    private long nanos;

    @Override
    public long getAsLong() {
      return nanos += TakeoverBudget.GO_NANOS;
    }
  }

  /** Lets tasks replay so many slots, a slot a go. */
  private void go(WaveHarness harness, int slots) throws Exception {
    for (int slot = 0; slot < slots; slot++) {
      clock.nanos += 1000 * TakeoverBudget.GO_NANOS;
      harness.flink().setProcessingTime(harness.flink().getProcessingTime() + 1000);
    }
  }

  @Test
  void theOldModelStepsSeriesUntilTheyMove() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      assertThat(versions(harness, 10)).isEqualTo("11111111");
      go(harness, HISTORY);
      assertThat(versions(harness, 11)).isEqualTo("22221111");
      go(harness, HISTORY);
      assertThat(versions(harness, 12))
          .as("their last readings are not replayed yet")
          .isEqualTo("22221111");
      go(harness, 2);
      assertThat(versions(harness, 13)).isEqualTo("22222222");
    }
  }

  @Test
  void noSeriesMovesWithoutBudget() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      hours(harness, 10, 11);
      long time = 0;
      for (int i = 0; i < 20; i++) {
        // At each look at the clock, a hundredth of a go is earned.
        harness.flink().setProcessingTime(time += 1000);
      }
      assertThat(versions(harness, 11)).isEqualTo("11111111");
    }
  }

  @Test
  void statesAreThoseOfMovingAtOnce() throws Exception {
    ScoreSettings calibrated = SCORES.withCalibration(true);
    try (WaveHarness spread =
            WaveHarness.open(ModelPlan.of(file(V1)), settings(0.01, calibrated), clock, null);
        WaveHarness atOnce = WaveHarness.open(file(V1), settings(1, calibrated))) {
      hours(spread, 0, 11);
      swap(spread, V2);
      hours(spread, 11, 12);
      go(spread, 2 * HISTORY);
      hours(atOnce, 0, 12);
      swap(atOnce, V2);
      for (int hour = 12; hour < 15; hour++) {
        assertThat(versions(spread, hour)).isEqualTo("22222222");
        assertThat(versions(atOnce, hour)).isEqualTo("22222222");
        for (int series = 0; series < SERIES; series++) {
          assertThat(SeriesSteps.state(spread, "s" + series))
              .isEqualTo(SeriesSteps.state(atOnce, "s" + series));
        }
      }
    }
  }

  @Test
  void readingsThatComeMeanwhileAreReplayed() throws Exception {
    try (WaveHarness spread = open(null);
        WaveHarness earlier = WaveHarness.open(file(V1), settings(1, SCORES))) {
      hours(spread, 0, 10);
      swap(spread, V2);
      hours(spread, 10, 11);
      go(spread, 3);
      hours(spread, 11, 13);
      go(spread, HISTORY - 3 + 2);
      assertThat(versions(spread, 13)).isEqualTo("22221111");

      // The same as moving when the replay began, but for the forecasts until its end.
      hours(earlier, 0, 11);
      swap(earlier, V2);
      hours(earlier, 11, 14);
      assertThat(forecasts(spread, "2")).hasSize(ROWS).isSubsetOf(forecasts(earlier, "2"));
    }
  }

  @Test
  void aSeriesFarBehindMovesInOneGo() throws Exception {
    try (WaveHarness harness = open(null);
        WaveHarness atOnce = WaveHarness.open(file(V1), settings(1, SCORES))) {
      hours(harness, 0, 10);
      swap(harness, V2);
      hours(harness, 10, 11);
      go(harness, HISTORY - 1);
      // More readings than the series remembers come in the time of one step.
      hours(harness, 11, 11 + HISTORY);
      go(harness, 1);
      assertThat(versions(harness, 11 + HISTORY)).isEqualTo("22221111");
      hours(atOnce, 0, 11 + HISTORY);
      swap(atOnce, V2);
      hours(atOnce, 11 + HISTORY, 12 + HISTORY);
      assertThat(forecasts(harness, "2")).hasSize(ROWS).isSubsetOf(forecasts(atOnce, "2"));
    }
  }

  @Test
  void aSeriesThatStartsAfreshIsNotReplayed() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      hours(harness, 10, 11);
      go(harness, 1);
      hour(harness, 0, 40);
      harness.runAll();
      byte[] fresh = SeriesSteps.state(harness, "s0");
      go(harness, 2 * HISTORY);
      assertThat(SeriesSteps.state(harness, "s0")).isEqualTo(fresh);
      assertThat(versions(harness, 41)).isEqualTo("22222222");
    }
  }

  @Test
  void forecastsAreThoseOfTheirModel() throws Exception {
    Map<String, String> old = new HashMap<>();
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 45);
      harness.forecasts().forEach(forecast -> old.put(id(forecast), text(forecast)));
    }
    List<Forecast> spread;
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      Random random = new Random(3);
      for (int hour = 10; hour < 45; hour++) {
        hours(harness, hour, hour + 1);
        go(harness, random.nextInt(3));
      }
      spread = harness.forecasts();
    }
    assertThat(spread).hasSize(45 * SERIES);
    Map<String, String> changes = new HashMap<>();
    for (Forecast forecast : spread) {
      String before = changes.getOrDefault(forecast.series(), "1");
      assertThat(forecast.modelVersion()).isGreaterThanOrEqualTo(before);
      changes.put(forecast.series(), forecast.modelVersion());
      if (forecast.modelVersion().equals("1")) {
        assertThat(text(forecast)).isEqualTo(old.get(id(forecast)));
      }
    }
    assertThat(changes.values()).hasSize(SERIES).containsOnly("2");
    checkMoved(spread);
  }

  /** Compares the forecasts of moved series with those of all series that move at some hour. */
  private void checkMoved(List<Forecast> spread) throws Exception {
    List<List<String>> expected = new ArrayList<>();
    for (int hour = 11; hour < 45; hour++) {
      try (WaveHarness harness = WaveHarness.open(file(V1), settings(1, SCORES))) {
        hours(harness, 0, hour);
        swap(harness, V2);
        hours(harness, hour, 45);
        expected.add(forecasts(harness, "2"));
      }
    }
    for (int series = 0; series < SERIES; series++) {
      String name = "s" + series;
      List<String> moved =
          texts(spread.stream().filter(f -> f.series().equals(name)).toList(), "2");
      assertThat(expected).as(name).anyMatch(each -> each.containsAll(moved));
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
      hours(harness, 4, 5);
      go(harness, 2 * 4 - 1);
      assertThat(isLoaded(second)).isTrue();
      go(harness, 3);
      assertThat(isLoaded(second)).isFalse();
      assertThat(versions(harness, 12)).isEqualTo("33333333");
    }
  }

  @Test
  void allMoveAtTheDeadline() throws Exception {
    try (WaveHarness harness = open(null)) {
      harness.flink().setProcessingTime(5);
      hours(harness, 0, 10);
      swap(harness, V2);
      harness.flink().setProcessingTime(5 + DEADLINE - 1);
      assertThat(versions(harness, 10)).isEqualTo("11111111");
      harness.flink().setProcessingTime(5 + DEADLINE);
      assertThat(versions(harness, 11)).isEqualTo("22222222");
    }
  }

  @Test
  void aThirdModelEndsTheFirst() throws Exception {
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      hours(harness, 10, 11);
      go(harness, HISTORY);
      assertThat(versions(harness, 11)).isEqualTo("22221111");
      swap(harness, V3);
      assertThat(versions(harness, 12)).isEqualTo("22223333");
    }
  }

  @Test
  void goingBackReplaysNothingForSeriesThatWaited() throws Exception {
    try (WaveHarness harness = open(null);
        WaveHarness undisturbed = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      hours(harness, 10, 11);
      go(harness, HISTORY);
      assertThat(versions(harness, 11)).isEqualTo("22221111");
      swap(harness, V1);
      assertThat(versions(harness, 12)).isEqualTo("22221111");
      go(harness, 9);
      assertThat(versions(harness, 13)).isEqualTo("11111111");
      hours(undisturbed, 0, 14);
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
      assertThat(versions(harness, 3)).isEqualTo("11111111");
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
    List<String> undisturbed;
    try (WaveHarness harness = open(null)) {
      hours(harness, 0, 10);
      swap(harness, V2);
      hours(harness, 10, 11);
      go(harness, HISTORY + 1);
      snapshot = harness.snapshot(1);
      assertThat(versions(harness, 11)).isEqualTo("22221111");
      undisturbed = harness.forecasts().stream().map(SpreadTakeoverTest::text).toList();
    }
    try (WaveHarness harness = open(snapshot)) {
      assertThat(versions(harness, 11)).isEqualTo("22221111");
      assertThat(harness.forecasts().stream().map(SpreadTakeoverTest::text))
          .isSubsetOf(undisturbed);
      go(harness, HISTORY);
      assertThat(versions(harness, 12)).isEqualTo("22222222");
      assertThat(harness.events()).isEmpty();
    }
  }

  @Test
  void aRestoreLoadsTheAnnouncedOldModel() throws Exception {
    OperatorSubtaskState snapshot = movingFromTheSecondToTheThird();
    try (WaveHarness harness = open(snapshot)) {
      assertThat(versions(harness, 12)).isEqualTo("33332222");
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
        WaveHarness.open(ModelPlan.of(file(V1)), settings(1, SCORES), clock, snapshot)) {
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
      hours(harness, 11, 12);
      go(harness, 9);
      return harness.snapshot(1);
    }
  }

  private WaveHarness open(@Nullable OperatorSubtaskState snapshot) throws Exception {
    return WaveHarness.open(ModelPlan.of(file(V1)), settings(0.01, SCORES), clock, snapshot);
  }

  private static WaveSettings settings(double share, ScoreSettings scores) {
    return new WaveSettings(ROWS, 5, 3, 0, scores, share);
  }

  private void swap(WaveHarness harness, TinyStepGraph next) throws Exception {
    SeriesSteps.swap(harness, file(next));
  }

  private static void hours(WaveHarness harness, int from, int to) throws Exception {
    for (int hour = from; hour < to; hour++) {
      for (int series = 0; series < SERIES; series++) {
        hour(harness, series, hour);
      }
      harness.runAll();
    }
  }

  private static void hour(WaveHarness harness, int series, int hour) throws Exception {
    float value = (hour * (series + 3) % 11) / 2f;
    harness.add(AcceptedReadings.of("s" + series, hour * HOUR, value));
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

  /** What a version's forecasts say, in text. */
  private static List<String> forecasts(WaveHarness harness, String version) {
    return texts(harness.forecasts(), version);
  }

  private static List<String> texts(List<Forecast> forecasts, String version) {
    return forecasts.stream()
        .filter(forecast -> forecast.modelVersion().equals(version))
        .map(SpreadTakeoverTest::text)
        .toList();
  }

  /** What a forecast says, but for when it was made. */
  private static String text(Forecast forecast) {
    return id(forecast)
        + " by "
        + forecast.modelVersion()
        + " "
        + forecast.status()
        + " "
        + Arrays.toString(forecast.quantiles());
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

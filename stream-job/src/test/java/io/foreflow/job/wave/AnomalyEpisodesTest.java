package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.AnomalyRules.Side;
import io.foreflow.outcome.AnomalyWatch;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import io.foreflow.wire.Anomaly.Direction;
import io.foreflow.wire.Anomaly.Kind;
import io.foreflow.wire.Forecast;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes of one series with noise around a level, and what becomes of them. */
class AnomalyEpisodesTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int QUIET = 300;
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph V2 = V1.withVersion("2").withSmoothing(0.25f).withContext(9);

  private final Path folder;
  private final float[] noise = noise();

  AnomalyEpisodesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void spikeOpensAndClosesOneEpisode() throws Exception {
    try (WaveHarness harness = open(AnomalyRules.DEFAULT)) {
      step(harness, 0, QUIET);
      Forecast before = last(harness);
      harness.add(AcceptedReadings.of("a", QUIET * HOUR + 70_000, 200));
      step(harness, QUIET + 1, QUIET + 20);

      assertThat(harness.anomalies()).hasSize(2);
      Anomaly opened = harness.anomalies().get(0);
      assertThat(opened.change()).isEqualTo(Change.OPENED);
      assertThat(opened.kind()).isEqualTo(Kind.UNLIKELY);
      assertThat(opened.begin()).isEqualTo(QUIET * HOUR);
      assertThat(opened.peak()).isEqualTo(QUIET * HOUR);
      assertThat(opened.time()).as("the reading's own time").isEqualTo(QUIET * HOUR + 70_000);
      assertThat(opened.end()).isNull();
      assertThat(opened.direction()).isEqualTo(Direction.ABOVE);
      assertThat(opened.actual()).isEqualTo(200);
      assertThat(opened.lower()).isCloseTo(before.quantile(0, 0), within(1e-3f));
      assertThat(opened.expected()).isCloseTo(before.quantile(1, 0), within(1e-3f));
      assertThat(opened.upper()).isCloseTo(before.quantile(2, 0), within(1e-3f));
      assertThat(opened.probability()).isBetween(0f, 1e-3f);
      assertThat(opened.readings()).isEqualTo(1);
      assertThat(opened.model()).isEqualTo("tiny");
      assertThat(opened.modelVersion()).isEqualTo("1");
      Anomaly closed = harness.anomalies().get(1);
      assertThat(closed.change()).isEqualTo(Change.CLOSED);
      assertThat(closed.episode()).isEqualTo(opened.episode());
      assertThat(closed.peak()).isEqualTo(opened.peak());
      assertThat(closed.probability()).isEqualTo(opened.probability());
      assertThat(closed.end()).isNotNull().isGreaterThanOrEqualTo(QUIET * HOUR);
      assertThat(closed.actual()).isNaN();
    }
  }

  @Test
  void stuckSensorIsReported() throws Exception {
    try (WaveHarness harness = open(AnomalyRules.DEFAULT)) {
      step(harness, 0, QUIET);
      for (int hour = QUIET; hour < QUIET + 100; hour++) {
        harness.add(AcceptedReadings.of("a", hour * HOUR, noise[QUIET - 1]));
      }
      step(harness, QUIET + 100, QUIET + 110);

      List<Anomaly> stuck =
          harness.anomalies().stream().filter(a -> a.kind() == Kind.STUCK).toList();
      assertThat(stuck).extracting(Anomaly::change).containsExactly(Change.OPENED, Change.CLOSED);
      assertThat(stuck.get(0).begin()).isEqualTo((QUIET - 1) * HOUR);
      assertThat(stuck.get(0).readings()).isGreaterThanOrEqualTo(24);
      assertThat(stuck.get(0).direction()).isEqualTo(Direction.NONE);
      assertThat(stuck.get(0).peak()).isNull();
      assertThat(stuck.get(0).probability()).isNaN();
      assertThat(stuck.get(1).end()).isEqualTo((QUIET + 99) * HOUR);
      assertThat(stuck.get(1).readings()).isEqualTo(101);
    }
  }

  @Test
  void shieldedReadingsAreMissingForTheModel() throws Exception {
    AnomalyRules shield = new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 24, 0, 2);
    try (WaveHarness shielded = open(shield);
        WaveHarness missing = open(AnomalyRules.DEFAULT)) {
      step(shielded, 0, QUIET);
      step(missing, 0, QUIET);
      for (int i = 0; i < 2; i++) {
        shielded.add(AcceptedReadings.of("a", (QUIET + i) * HOUR, 300));
        missing.add(AcceptedReadings.of("a", (QUIET + i) * HOUR, Float.NaN));
      }
      step(shielded, QUIET + 2, QUIET + 50);
      step(missing, QUIET + 2, QUIET + 50);

      assertThat(shielded.anomalies()).isNotEmpty();
      assertThat(quantiles(shielded)).isEqualTo(quantiles(missing));
    }
  }

  @Test
  void onlySoManyReadingsAreShielded() throws Exception {
    AnomalyRules shield = new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 24, 0, 3);
    try (WaveHarness harness = open(shield);
        WaveHarness missing = open(AnomalyRules.DEFAULT)) {
      step(harness, 0, QUIET);
      step(missing, 0, QUIET);
      for (int i = 0; i < 10; i++) {
        harness.add(AcceptedReadings.of("a", (QUIET + i) * HOUR, 300));
        missing.add(AcceptedReadings.of("a", (QUIET + i) * HOUR, i < 3 ? Float.NaN : 300));
      }
      harness.runAll();
      missing.runAll();

      assertThat(quantiles(harness)).isEqualTo(quantiles(missing));
      assertThat(last(harness).quantile(1, 0)).as("the new level").isGreaterThan(250);
    }
  }

  @Test
  void openEpisodeOutlivesASwap() throws Exception {
    try (WaveHarness harness = open(AnomalyRules.DEFAULT)) {
      step(harness, 0, QUIET);
      harness.add(AcceptedReadings.of("a", QUIET * HOUR, 200));
      harness.runAll();
      swap(harness, V2);
      step(harness, QUIET + 1, QUIET + 30);

      assertThat(harness.anomalies())
          .extracting(Anomaly::change)
          .containsExactly(Change.OPENED, Change.CLOSED);
      assertThat(harness.anomalies())
          .extracting(Anomaly::modelVersion)
          .as("the model whose forecast was met")
          .containsExactly("1", "2");
      assertThat(harness.anomalies()).extracting(Anomaly::begin).containsOnly(QUIET * HOUR);
    }
  }

  @Test
  void firstReadingAfterASwapIsWatchedToo() throws Exception {
    try (WaveHarness harness = open(AnomalyRules.DEFAULT)) {
      step(harness, 0, QUIET);
      swap(harness, V2);
      harness.add(AcceptedReadings.of("a", QUIET * HOUR, 200));
      harness.runAll();

      assertThat(harness.anomalies()).hasSize(1);
      assertThat(harness.anomalies().get(0).modelVersion())
          .as("the forecast that was emitted")
          .isEqualTo("1");
    }
  }

  @Test
  void otherLevelsDoNotJudgeASwap() throws Exception {
    try (WaveHarness harness = open(AnomalyRules.DEFAULT)) {
      step(harness, 0, QUIET);
      swap(harness, V1.withVersion("wide").withLevels(List.of(0.01, 0.5, 0.99)));
      harness.add(AcceptedReadings.of("a", QUIET * HOUR, 200));
      step(harness, QUIET + 1, QUIET + 3);
      assertThat(harness.anomalies()).isEmpty();

      harness.add(AcceptedReadings.of("a", (QUIET + 3) * HOUR, 2000));
      harness.runAll();
      assertThat(harness.anomalies()).hasSize(1);
    }
  }

  @Test
  void freshStartKeepsTheWatch() throws Exception {
    try (WaveHarness harness = open(AnomalyRules.DEFAULT)) {
      step(harness, 0, QUIET);
      harness.add(AcceptedReadings.of("a", QUIET * HOUR, 200));
      step(harness, QUIET + 50, QUIET + 80);

      assertThat(harness.anomalies())
          .extracting(Anomaly::change)
          .containsExactly(Change.OPENED, Change.CLOSED);
      assertThat(harness.anomalies().get(1).end()).isEqualTo(QUIET * HOUR);
    }
  }

  @Test
  void canBeTurnedOnAndOffBetweenRuns() throws Exception {
    OperatorSubtaskState snapshot;
    int length;
    try (WaveHarness harness = open(null, null)) {
      step(harness, 0, QUIET);
      length = state(harness).length;
      snapshot = harness.snapshot(1);
    }
    try (WaveHarness harness = open(AnomalyRules.DEFAULT, snapshot)) {
      step(harness, QUIET, 2 * QUIET);
      assertThat(state(harness)).hasSize(length + AnomalyWatch.BYTES);
      harness.add(AcceptedReadings.of("a", 2 * QUIET * HOUR, 200));
      harness.runAll();
      assertThat(harness.anomalies()).hasSize(1);
      snapshot = harness.snapshot(2);
    }
    try (WaveHarness harness = open(null, snapshot)) {
      step(harness, 2 * QUIET + 1, 2 * QUIET + 10);
      assertThat(state(harness)).hasSize(length);
      assertThat(harness.anomalies()).isEmpty();
    }
  }

  @Test
  void modelWithoutABandHasNoEpisodes() throws Exception {
    TinyStepGraph point = V1.withLevels(List.of(0.5));
    WaveSettings settings = settings(AnomalyRules.DEFAULT);
    try (WaveHarness harness = WaveHarness.open(file(point), settings)) {
      step(harness, 0, QUIET);
      harness.add(AcceptedReadings.of("a", QUIET * HOUR, 200));
      harness.runAll();
      assertThat(harness.anomalies()).isEmpty();
    }
  }

  private WaveHarness open(@Nullable AnomalyRules rules) throws Exception {
    return open(rules, null);
  }

  private WaveHarness open(@Nullable AnomalyRules rules, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return WaveHarness.open(file(V1), settings(rules), new HashMapStateBackend(), snapshot);
  }

  private static WaveSettings settings(@Nullable AnomalyRules rules) {
    ScoreSettings scores = ScoreSettings.of(TrackedSteps.DEFAULT);
    return new WaveSettings(8, 5, 3, 0, rules == null ? scores : scores.withAnomalies(rules));
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return WaveHarness.model(folder, graph);
  }

  private void swap(WaveHarness harness, TinyStepGraph next) throws Exception {
    harness.announce(Announced.file(file(next)));
    assertThat(harness.takeMail(1)).hasSize(1);
  }

  private void step(WaveHarness harness, int from, int to) throws Exception {
    for (int hour = from; hour < to; hour++) {
      harness.add(AcceptedReadings.of("a", hour * HOUR, noise[hour]));
    }
    harness.runAll();
  }

  private static float[] noise() {
    Random random = new Random(5);
    float[] noise = new float[1000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 20 + (float) Math.max(-1.5, Math.min(1.5, random.nextGaussian()));
    }
    return noise;
  }

  private static byte[] state(WaveHarness harness) throws Exception {
    byte[] state = harness.state("a");
    assertThat(state).isNotNull();
    return state;
  }

  private static Forecast last(WaveHarness harness) {
    List<Forecast> forecasts = harness.forecasts();
    return forecasts.get(forecasts.size() - 1);
  }

  private static List<String> quantiles(WaveHarness harness) {
    return harness.forecasts().stream().map(f -> Arrays.toString(f.quantiles())).toList();
  }
}

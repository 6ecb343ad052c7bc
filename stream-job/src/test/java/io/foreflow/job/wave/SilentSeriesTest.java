package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.AnomalyRules.Side;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import io.foreflow.wire.Anomaly.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Series of which no reading comes any more are reported, and when one comes again. */
class SilentSeriesTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int NEVER = 0;
  private static final long FOREVER = 0;

  private final Path folder;
  private @Nullable Path model;

  SilentSeriesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeModel() throws Exception {
    model = WaveHarness.model(folder, TinyStepGraph.hourly());
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void silenceOpensWithTheWatermark(Supplier<StateBackend> backend) throws Exception {
    try (WaveHarness harness = open(settings(5, FOREVER), backend.get(), null)) {
      for (int hour = 100; hour < 104; hour++) {
        read(harness, "quiet", hour);
        read(harness, "lively", hour);
      }
      for (int hour = 104; hour < 109; hour++) {
        watermark(harness, hour * HOUR);
        read(harness, "lively", hour);
      }
      watermark(harness, 109 * HOUR - 2);
      assertThat(harness.anomalies()).as("the fifth slot is not over").isEmpty();

      watermark(harness, 109 * HOUR - 1);

      assertThat(harness.anomalies()).hasSize(1);
      Anomaly opened = harness.anomalies().get(0);
      assertThat(opened.series()).isEqualTo("quiet");
      assertThat(opened.kind()).isEqualTo(Kind.SILENT);
      assertThat(opened.change()).isEqualTo(Change.OPENED);
      assertThat(opened.begin()).isEqualTo(104 * HOUR);
      assertThat(opened.time()).isEqualTo(109 * HOUR);
      assertThat(opened.end()).isNull();
      assertThat(opened.actual()).isNaN();
      assertThat(opened.readings()).isZero();
      assertThat(opened.modelVersion()).isEqualTo("1");

      watermark(harness, 112 * HOUR);
      assertThat(ofSeries(harness, "quiet")).as("reported once").hasSize(1);
      read(harness, "quiet", 114);
      harness.runAll();

      Anomaly closed = ofSeries(harness, "quiet").get(1);
      assertThat(closed.change()).isEqualTo(Change.CLOSED);
      assertThat(closed.episode()).isEqualTo(opened.episode());
      assertThat(closed.time()).isEqualTo(114 * HOUR);
      assertThat(closed.end()).isEqualTo(113 * HOUR);

      watermark(harness, 120 * HOUR);
      assertThat(ofSeries(harness, "quiet"))
          .extracting(Anomaly::begin)
          .as("a second silence is found too")
          .containsExactly(104 * HOUR, 104 * HOUR, 115 * HOUR);
    }
  }

  @Test
  void lateReadingEndsNoSilence() throws Exception {
    try (WaveHarness harness = open(settings(5, FOREVER), new HashMapStateBackend(), null)) {
      read(harness, "a", 100);
      watermark(harness, 110 * HOUR);
      read(harness, "a", 99);
      harness.runAll();

      assertThat(harness.late()).hasSize(1);
      assertThat(harness.anomalies()).extracting(Anomaly::change).containsExactly(Change.OPENED);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void timersAndSilencesOutliveRestores(Supplier<StateBackend> backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(settings(5, FOREVER), backend.get(), null)) {
      read(harness, "silent", 90);
      read(harness, "quiet", 100);
      watermark(harness, 100 * HOUR);
      assertThat(harness.anomalies()).hasSize(1);
      snapshot = harness.snapshot(1);
    }
    try (WaveHarness harness = open(settings(5, FOREVER), backend.get(), snapshot)) {
      watermark(harness, 110 * HOUR);
      read(harness, "silent", 111);
      harness.runAll();

      assertThat(ofSeries(harness, "quiet")).hasSize(1);
      assertThat(ofSeries(harness, "quiet").get(0).time()).isEqualTo(106 * HOUR);
      assertThat(ofSeries(harness, "silent"))
          .extracting(Anomaly::change)
          .containsExactly(Change.CLOSED);
    }
  }

  @Test
  void timersGoWithTheirSeriesAtARescaling() throws Exception {
    assertThat(model).isNotNull();
    OperatorSubtaskState one;
    try (WaveHarness harness = WaveHarness.task(model, settings(5, FOREVER), null, 1, 1, 0)) {
      for (int i = 0; i < 30; i++) {
        read(harness, "s" + i, 100);
      }
      one = harness.snapshot(1);
    }
    int found = 0;
    for (int task = 0; task < 3; task++) {
      try (WaveHarness harness = WaveHarness.task(model, settings(5, FOREVER), one, 1, 3, task)) {
        watermark(harness, 110 * HOUR);
        int number = task;
        assertThat(harness.anomalies())
            .allMatch(anomaly -> WaveHarness.isOf(anomaly.series(), 3, number));
        found += harness.anomalies().size();
      }
    }
    assertThat(found).isEqualTo(30);
  }

  @Test
  void canBeChangedBetweenRuns() throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(settings(NEVER, FOREVER), new HashMapStateBackend(), null)) {
      read(harness, "a", 100);
      watermark(harness, 110 * HOUR);
      assertThat(harness.anomalies()).isEmpty();
      snapshot = harness.snapshot(1);
      assertThat(harness.flink().numEventTimeTimers()).isZero();
    }
    try (WaveHarness harness = open(settings(20, FOREVER), new HashMapStateBackend(), snapshot)) {
      watermark(harness, 111 * HOUR);
      assertThat(harness.anomalies()).isEmpty();
      assertThat(harness.flink().numEventTimeTimers()).isEqualTo(1);
      snapshot = harness.snapshot(2);
    }
    try (WaveHarness harness = open(settings(12, FOREVER), new HashMapStateBackend(), snapshot)) {
      watermark(harness, 113 * HOUR);
      assertThat(harness.anomalies()).hasSize(1);
      assertThat(harness.anomalies().get(0).time()).isEqualTo(113 * HOUR);
      snapshot = harness.snapshot(3);
    }
    try (WaveHarness harness =
        open(settings(NEVER, FOREVER), new HashMapStateBackend(), snapshot)) {
      watermark(harness, 130 * HOUR);
      assertThat(harness.anomalies()).isEmpty();
      read(harness, "a", 131);
      harness.runAll();
      assertThat(harness.anomalies()).as("still ended").hasSize(1);
    }
  }

  @Test
  void theEndOfInputIsNoSilence() throws Exception {
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(settings(5, FOREVER), new HashMapStateBackend(), null)) {
      read(harness, "a", 100);
      harness.flink().processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.anomalies()).isEmpty();
      snapshot = harness.snapshot(1);
    }
    try (WaveHarness harness = open(settings(5, FOREVER), new HashMapStateBackend(), snapshot)) {
      watermark(harness, 110 * HOUR);
      assertThat(harness.anomalies()).as("has its timer again").hasSize(1);
    }
  }

  @Test
  void timeToLiveHoldsForSilentSeriesToo() throws Exception {
    WaveSettings settings = settings(5, 10 * HOUR);
    try (WaveHarness harness = open(settings, new HashMapStateBackend(), null)) {
      read(harness, "a", 100);
      watermark(harness, 107 * HOUR);
      assertThat(harness.anomalies()).hasSize(1);
      watermark(harness, 111 * HOUR);
      assertThat(harness.state("a")).isNull();
      assertThat(harness.flink().numEventTimeTimers()).isZero();

      read(harness, "a", 200);
      watermark(harness, 206 * HOUR);
      assertThat(harness.anomalies())
          .extracting(Anomaly::begin)
          .containsExactly(101 * HOUR, 201 * HOUR);
    }
  }

  @Test
  void seriesHasOneTimerHoweverManyReadings() throws Exception {
    try (WaveHarness harness = open(settings(5, FOREVER), new HashMapStateBackend(), null)) {
      for (int hour = 100; hour < 200; hour++) {
        read(harness, "a", hour);
        watermark(harness, hour * HOUR - 1);
        assertThat(harness.flink().numEventTimeTimers()).isEqualTo(1);
      }
      assertThat(harness.anomalies()).isEmpty();
    }
  }

  @Test
  void statesOfBeforeGetTheirWatchFirst() throws Exception {
    WaveSettings before =
        new WaveSettings(8, 5, 3, FOREVER, ScoreSettings.of(TrackedSteps.DEFAULT));
    OperatorSubtaskState snapshot;
    try (WaveHarness harness = open(before, new HashMapStateBackend(), null)) {
      read(harness, "a", 100);
      snapshot = harness.snapshot(1);
    }
    try (WaveHarness harness = open(settings(5, FOREVER), new HashMapStateBackend(), snapshot)) {
      watermark(harness, 110 * HOUR);
      assertThat(harness.anomalies()).isEmpty();
      read(harness, "a", 111);
      watermark(harness, 130 * HOUR);
      assertThat(harness.anomalies()).extracting(Anomaly::begin).containsExactly(112 * HOUR);
    }
  }

  private static WaveSettings settings(int silentAfter, long ttl) {
    AnomalyRules rules = new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 24, silentAfter, 0);
    ScoreSettings scores = ScoreSettings.of(TrackedSteps.DEFAULT).withAnomalies(rules);
    return new WaveSettings(8, 5, 3, ttl, scores);
  }

  private WaveHarness open(
      WaveSettings settings, StateBackend backend, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    assertThat(model).isNotNull();
    return WaveHarness.open(model, settings, backend, snapshot);
  }

  private static void read(WaveHarness harness, String series, int hour) throws Exception {
    harness.add(AcceptedReadings.of(series, hour * HOUR, 1));
  }

  private static void watermark(WaveHarness harness, long time) throws Exception {
    harness.flink().processWatermark(new Watermark(time));
  }

  private static List<Anomaly> ofSeries(WaveHarness harness, String series) {
    return harness.anomalies().stream().filter(anomaly -> anomaly.series().equals(series)).toList();
  }
}

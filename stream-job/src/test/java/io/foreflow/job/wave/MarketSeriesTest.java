package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.order.OrderHarness;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.StateSection;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.AnomalyRules.Side;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Series of a market: slots, gaps, silences and times to live count while it is open. */
class MarketSeriesTest {
  private static final String CALENDAR = "America/New_York Mon-Fri 10:00-16:00";
  private static final TinyStepGraph MARKET = TinyStepGraph.hourly().withCalendar(CALENDAR);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long FOREVER = 0;

  /** Beginnings of slots: Thursday's last two, Friday's six, Monday's first three. */
  private static final List<String> SLOTS =
      List.of(
          "2026-01-08T19:00:00Z",
          "2026-01-08T20:00:00Z",
          "2026-01-09T15:00:00Z",
          "2026-01-09T16:00:00Z",
          "2026-01-09T17:00:00Z",
          "2026-01-09T18:00:00Z",
          "2026-01-09T19:00:00Z",
          "2026-01-09T20:00:00Z",
          "2026-01-12T15:00:00Z",
          "2026-01-12T16:00:00Z",
          "2026-01-12T17:00:00Z");

  private final Path folder;

  MarketSeriesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Named<Supplier<StateBackend>>> backends() {
    return OrderHarness.backends();
  }

  @Test
  void aNightAndAWeekendAreNoGaps() throws Exception {
    try (WaveHarness market = WaveHarness.open(WaveHarness.model(folder, MARKET));
        WaveHarness always =
            WaveHarness.open(WaveHarness.model(folder, TinyStepGraph.hourly().withVersion("2")))) {
      for (int i = 0; i < SLOTS.size(); i++) {
        market.add(AcceptedReadings.of("a", time(SLOTS.get(i)), i));
        always.add(AcceptedReadings.of("a", time(SLOTS.get(i)), i));
      }
      market.runAll();
      always.runAll();
      // The model warms in three steps.
      assertThat(market.forecasts())
          .extracting(MarketSeriesTest::isWarming)
          .containsExactly(
              true, true, false, false, false, false, false, false, false, false, false);
      assertThat(always.forecasts())
          .extracting(MarketSeriesTest::isWarming)
          .containsExactly(true, true, true, true, false, false, false, false, true, true, false);
    }
  }

  @Test
  void forecastsSayWhenTheirStepsAre() throws Exception {
    try (WaveHarness harness = WaveHarness.open(WaveHarness.model(folder, MARKET))) {
      addAll(harness, 0, 7);
      Forecast friday = harness.forecasts().get(6);
      assertThat(friday.stepTimes())
          .containsExactly(
              time(SLOTS.get(7)), time(SLOTS.get(8)), time(SLOTS.get(9)), time(SLOTS.get(10)));
      assertThat(friday.timeOf(1)).isEqualTo(time("2026-01-12T15:00:00Z"));
    }
    try (WaveHarness always =
        WaveHarness.open(WaveHarness.model(folder, TinyStepGraph.hourly().withVersion("2")))) {
      addAll(always, 0, 1);
      assertThat(always.forecasts().get(0).stepTimes()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void snapshotOfTheWeekendGoesOnOnMonday(Supplier<StateBackend> backend) throws Exception {
    Path model = WaveHarness.model(folder, MARKET);
    List<Forecast> whole = new ArrayList<>();
    try (WaveHarness harness = open(model, settings(), backend.get(), null)) {
      addAll(harness, 0, SLOTS.size());
      whole.addAll(harness.forecasts());
    }
    OperatorSubtaskState weekend;
    try (WaveHarness harness = open(model, settings(), backend.get(), null)) {
      addAll(harness, 0, 8);
      weekend = harness.snapshot(1);
    }
    try (WaveHarness harness = open(model, settings(), backend.get(), weekend)) {
      addAll(harness, 8, SLOTS.size());
      assertThat(harness.forecasts()).isEqualTo(whole.subList(8, SLOTS.size()));
      assertThat(harness.scores())
          .extracting(ForecastScore::from)
          .allSatisfy(from -> assertThat(SLOTS).contains(Instant.ofEpochMilli(from).toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anotherCalendarStartsTheSeriesAfresh(Supplier<StateBackend> backend) throws Exception {
    for (TinyStepGraph next :
        List.of(
            TinyStepGraph.hourly(),
            MARKET.withCalendar(CALENDAR + "; closed 2026-07-03"),
            MARKET.withCadence(Duration.ofMinutes(30)))) {
      OperatorSubtaskState snapshot;
      Path first = WaveHarness.model(folder, MARKET);
      try (WaveHarness harness = open(first, settings(), backend.get(), null)) {
        addAll(harness, 0, 8);
        snapshot = harness.snapshot(1);
      }
      Path other = WaveHarness.model(folder, next.withVersion("2"));
      try (WaveHarness harness = open(other, settings(), backend.get(), snapshot)) {
        addAll(harness, 8, 9);
        assertThat(harness.forecasts()).hasSize(1).allMatch(MarketSeriesTest::isWarming);
      }
    }
  }

  @Test
  void silenceIsCountedInOpenSlots() throws Exception {
    Path model = WaveHarness.model(folder, MARKET);
    try (WaveHarness harness = open(model, silent(3), new HashMapStateBackend(), null)) {
      addAll(harness, 0, 8);
      watermark(harness, time("2026-01-12T14:00:00Z"));
      watermark(harness, time("2026-01-12T18:00:00Z") - 2);
      assertThat(harness.anomalies()).isEmpty();

      watermark(harness, time("2026-01-12T18:00:00Z") - 1);

      assertThat(harness.anomalies()).hasSize(1);
      Anomaly opened = harness.anomalies().get(0);
      assertThat(opened.begin()).isEqualTo(time("2026-01-12T15:00:00Z"));
      assertThat(opened.time()).isEqualTo(time("2026-01-12T18:00:00Z"));
    }
  }

  @Test
  void aSeriesLivesOverTheWeekend() throws Exception {
    // Three slots may be missing, so a day is too short to end a series on a weekend.
    WaveSettings settings = new WaveSettings(8, 5, 3, 24 * HOUR, settings().scores());
    Path model = WaveHarness.model(folder, MARKET);
    try (WaveHarness harness = open(model, settings, new HashMapStateBackend(), null)) {
      addAll(harness, 0, 8);
      watermark(harness, time("2026-01-12T18:59:59Z"));
      assertThat(harness.state("a")).isNotNull();
      watermark(harness, time("2026-01-12T19:00:00Z"));
      assertThat(harness.state("a")).isNull();
    }
  }

  private static void addAll(WaveHarness harness, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      harness.add(AcceptedReadings.of("a", time(SLOTS.get(i)), i % 3));
      harness.runAll();
    }
  }

  private static WaveHarness open(
      Path model,
      WaveSettings settings,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return WaveHarness.open(model, settings, backend, snapshot);
  }

  private static WaveSettings settings() {
    return new WaveSettings(
        8,
        5,
        3,
        FOREVER,
        ScoreSettings.of(TrackedSteps.DEFAULT).with(StateSection.SUMS).withRecordSlots(2));
  }

  private static WaveSettings silent(int after) {
    AnomalyRules rules = new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 24, after, 0);
    ScoreSettings scores = ScoreSettings.of(TrackedSteps.DEFAULT).withAnomalies(rules);
    return new WaveSettings(8, 5, 3, FOREVER, scores);
  }

  private static boolean isWarming(Forecast forecast) {
    return forecast.status() == Forecast.Status.WARMING;
  }

  private static void watermark(WaveHarness harness, long time) throws Exception {
    harness.flink().processWatermark(new Watermark(time));
  }

  private static long time(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}

package io.foreflow.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.console.health.HealthLine.State;
import io.foreflow.console.memory.Arrival;
import io.foreflow.console.memory.AsideRecord;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.StepScore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules about readings that made no forecast. */
class HealthRulesTest {

  private static final long NOW = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  private static final long HOUR = 3_600_000;

  private long now = NOW;

  private final PipelineMemory memory =
      new PipelineMemory(new MemoryLimits(10, 100, 50, 1 << 24), () -> Instant.ofEpochMilli(now));

  @Test
  void readingsWithoutForecastsAreCritical() {
    readings(100);

    assertLine("no-forecasts", State.CRITICAL, "100 readings and no forecast in 5 minutes.");
  }

  @Test
  void readingsOfAClosedMarketMakeNoForecasts() {
    readings(100);
    deadLetters(90, RejectionReason.MARKET_CLOSED);

    assertLine(
        "no-forecasts",
        State.OK,
        "100 readings and no forecast in 5 minutes."
            + " The job put 90 aside: their market was closed.");
    assertLine("dead-letters", State.OK, "0 dead letters to 100 readings in 5 minutes.");
  }

  @Test
  void otherDeadLettersCountInAClosedMarket() {
    readings(100);
    deadLetters(90, RejectionReason.MARKET_CLOSED);
    deadLetters(2, RejectionReason.NOT_FINITE);

    assertLine("dead-letters", State.WARNING, "2 dead letters to 100 readings in 5 minutes.");
  }

  @Test
  void otherDeadLettersExcuseNoMissingForecasts() {
    readings(100);
    deadLetters(100, RejectionReason.WRONG_COVARIATES);
    assertLine("no-forecasts", State.CRITICAL, "100 readings and no forecast in 5 minutes.");

    forecast("1", false);
    assertLine("no-forecasts", State.OK, "100 readings and 1 forecasts in 5 minutes.");
  }

  @Test
  void closedMarketWithGapsIsAWarning() {
    readings(100);
    deadLetters(11, RejectionReason.MARKET_CLOSED);
    forecast(0);
    forecast(2);

    assertLine(
        "closed-market",
        State.WARNING,
        "11 readings of a closed market to 100 readings in a day, and gaps in an open one: the"
            + " trading calendar of the model may be of another exchange or time zone.");
  }

  @Test
  void closedMarketWithoutForecastsIsAWarning() {
    readings(100);
    deadLetters(100, RejectionReason.MARKET_CLOSED);

    assertLine(
        "closed-market",
        State.WARNING,
        "100 readings of a closed market to 100 readings in a day, and no forecast in 4 days: the"
            + " trading calendar of the model may be of another exchange or time zone.");
  }

  @Test
  void fewReadingsOfClosedMarketsAreNoFault() {
    readings(99);
    deadLetters(99, RejectionReason.MARKET_CLOSED);
    assertLine(
        "closed-market", State.UNKNOWN, "The console saw fewer than 100 readings come in a day.");

    readings(900);
    forecast(0);
    forecast(2);
    assertLine(
        "closed-market", State.OK, "99 readings of a closed market to 999 readings in a day.");
  }

  @Test
  void feedsAroundTheClockAreNoFault() {
    readings(100);
    deadLetters(75, RejectionReason.MARKET_CLOSED);
    // The market opens again in slot 30.
    forecast(0, 1, 2);
    forecast(1, 2, 30);
    forecast(2, 30, 31);
    forecast(30, 31, 32);

    assertLine(
        "closed-market", State.OK, "75 readings of a closed market to 100 readings in a day.");
  }

  @Test
  void slotsMissingAfterTheOpeningAreGaps() {
    readings(100);
    deadLetters(75, RejectionReason.MARKET_CLOSED);
    forecast(2, 30, 31);
    forecast(31, 32, 33);

    assertThat(memory.figures().closedMarket().gaps()).isEqualTo(1);
    assertThat(HealthRules.judge(memory.figures(), List.of(), true))
        .filteredOn(line -> line.rule().equals("closed-market"))
        .extracting(HealthLine::state)
        .containsExactly(State.WARNING);
  }

  @Test
  void closedMarketCountsOnlyADay() {
    readings(100);
    deadLetters(100, RejectionReason.MARKET_CLOSED);
    now += 25 * HOUR;

    assertLine(
        "closed-market", State.UNKNOWN, "The console saw fewer than 100 readings come in a day.");
  }

  @Test
  void forecastsOfFridayCountOnMonday() {
    forecast(0);
    now += 70 * HOUR;
    readings(100);
    deadLetters(100, RejectionReason.MARKET_CLOSED);

    assertLine(
        "closed-market", State.OK, "100 readings of a closed market to 100 readings in a day.");
  }

  @Test
  void recordsOfBeforeTheStartMakeNoShare() {
    for (int i = 0; i < 200; i++) {
      memory.reading(new Reading("s", NOW + i, i), new Arrival("readings", 0, NOW, i < 100));
    }

    assertThat(memory.figures().closedMarket().readings()).isEqualTo(100);
  }

  @Test
  void badShadowIsNoFault() {
    score("live", 0.5);
    score("shadow", 3);
    assertLine(
        "worse-than-naive",
        State.WARNING,
        "m shadow: 3.00 times the error of a seasonal naive forecast at step 1.");

    forecast("shadow", true);
    assertLine("worse-than-naive", State.OK, "No version is worse than a seasonal naive forecast.");
  }

  private void forecast(String version, boolean shadow) {
    memory.forecast(
        Forecast.ofQuantiles(
            "s",
            NOW,
            NOW,
            "m",
            version,
            HOUR,
            Forecast.Status.READY,
            new double[] {0.5},
            new float[1]),
        shadow,
        new Arrival("forecasts", 0, NOW, true));
  }

  private void score(String version, double mase) {
    StepScore step =
        new StepScore(1, 10_000, 8_000, 1, 10_000, (long) (mase * 1_000_000), 1_000_000);
    memory.score(
        new ForecastScore("s", "m", version, NOW, NOW, HOUR, 0.1, 0.9, 1, List.of(step)),
        new Arrival("scores", 0, NOW, true));
  }

  /** A forecast in a slot of an hour. */
  private void forecast(int slot, int... next) {
    memory.forecast(
        new Forecast(
            "s",
            NOW + slot * HOUR,
            NOW,
            "m",
            "1",
            HOUR,
            Forecast.Status.READY,
            new ForecastKind.Quantiles(new double[] {0.5}),
            new float[Math.max(1, next.length)],
            false,
            Forecast.NO_QUANTILES,
            Arrays.stream(next).mapToLong(each -> NOW + each * HOUR).toArray()),
        false,
        new Arrival("forecasts", 0, now, true));
  }

  private void assertLine(String rule, State state, String text) {
    assertThat(HealthRules.judge(memory.figures(), List.of(), true))
        .contains(new HealthLine(rule, state, text));
  }

  private void readings(int count) {
    for (int i = 0; i < count; i++) {
      memory.reading(new Reading("s", NOW + i, i), new Arrival("readings", 0, NOW, true));
    }
  }

  private void deadLetters(int count, RejectionReason reason) {
    for (int i = 0; i < count; i++) {
      memory.deadLetter(
          new AsideRecord(NOW, "readings", 0, i, null, reason.code(), "", new byte[0], 0),
          new Arrival("dead-letters", 0, NOW, true));
    }
  }
}

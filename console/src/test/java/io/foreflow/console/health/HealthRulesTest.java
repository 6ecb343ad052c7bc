package io.foreflow.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.console.health.HealthLine.State;
import io.foreflow.console.memory.Arrival;
import io.foreflow.console.memory.AsideRecord;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RejectionReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules about readings that made no forecast. */
class HealthRulesTest {

  private static final long NOW = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  private final PipelineMemory memory =
      new PipelineMemory(new MemoryLimits(10, 100, 50, 1 << 24), () -> Instant.ofEpochMilli(NOW));

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

    memory.forecast(
        Forecast.ofQuantiles(
            "s",
            NOW,
            NOW,
            "m",
            "1",
            3_600_000,
            Forecast.Status.READY,
            new double[] {0.5},
            new float[1]),
        false,
        new Arrival("forecasts", 0, NOW, true));
    assertLine("no-forecasts", State.OK, "100 readings and 1 forecasts in 5 minutes.");
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

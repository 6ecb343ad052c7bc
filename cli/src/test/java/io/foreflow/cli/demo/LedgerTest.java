package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.Reading;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger ledger = new Ledger();

  @Test
  void aReadingWaitsUntilItsForecastComes() {
    ledger.sent(reading("a", 1000), 0);
    ledger.sent(reading("b", 1000), 0);
    assertThat(ledger.counts().waiting()).isEqualTo(2);

    assertThat(ledger.answered(forecast("a", 1000), 1)).isTrue();

    assertThat(ledger.counts().waiting()).isEqualTo(1);
    assertThat(ledger.counts().forecasts()).isEqualTo(1);
  }

  @Test
  void repeatedForecastsCountOnce() {
    ledger.sent(reading("a", 1000), 0);
    ledger.answered(forecast("a", 1000), 1);

    assertThat(ledger.answered(forecast("a", 1000), 2)).isFalse();

    assertThat(ledger.counts().forecasts()).isEqualTo(1);
    assertThat(ledger.counts().repeated()).isEqualTo(1);
  }

  @Test
  void lateReadingsStopWaiting() {
    ledger.sent(reading("a", 1000), 0);
    ledger.late(reading("a", 1000));

    assertThat(ledger.counts().waiting()).isZero();
    assertThat(ledger.counts().late()).isEqualTo(1);
  }

  @Test
  void onlyReadingsAfterTheWarmUpAreMeasured() {
    ledger.sent(reading("a", 1000), 0);
    ledger.startMeasuring();
    ledger.answered(forecast("a", 1000), 900_000_000);
    assertThat(ledger.counts().latencyP50Ms()).isNaN();

    ledger.sent(reading("a", 2000), 1_000_000_000);
    ledger.answered(forecast("a", 2000), 1_012_000_000);
    assertThat(ledger.counts().latencyP50Ms()).isCloseTo(12, within(0.1));
  }

  private static Reading reading(String series, long time) {
    return new Reading(series, time, 1, Reading.NO_COVARIATES);
  }

  private static Forecast forecast(String series, long cutoff) {
    return new Forecast(
        series, cutoff, 0, "m", "1", 1000, Status.READY, new double[] {0.5}, new float[] {1});
  }
}

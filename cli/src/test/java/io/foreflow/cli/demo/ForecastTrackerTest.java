package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.Reading;
import org.junit.jupiter.api.Test;

class ForecastTrackerTest {

  private final ForecastTracker tracker = new ForecastTracker();

  @Test
  void aReadingWaitsUntilItsForecastComes() {
    tracker.sent(reading("a", 1000), 0);
    tracker.sent(reading("b", 1000), 0);
    assertThat(tracker.counts().waiting()).isEqualTo(2);

    assertThat(tracker.answered(forecast("a", 1000), 1)).isTrue();

    assertThat(tracker.counts().waiting()).isEqualTo(1);
    assertThat(tracker.counts().forecasts()).isEqualTo(1);
  }

  @Test
  void repeatedForecastsCountOnce() {
    tracker.sent(reading("a", 1000), 0);
    tracker.answered(forecast("a", 1000), 1);

    assertThat(tracker.answered(forecast("a", 1000), 2)).isFalse();

    assertThat(tracker.counts().forecasts()).isEqualTo(1);
    assertThat(tracker.counts().repeated()).isEqualTo(1);
  }

  @Test
  void lateReadingsStopWaiting() {
    tracker.sent(reading("a", 1000), 0);
    tracker.late(reading("a", 1000));

    assertThat(tracker.counts().waiting()).isZero();
    assertThat(tracker.counts().late()).isEqualTo(1);
  }

  @Test
  void onlyReadingsAfterTheWarmUpAreMeasured() {
    tracker.sent(reading("a", 1000), 0);
    tracker.startMeasuring();
    tracker.answered(forecast("a", 1000), 900_000_000);
    assertThat(tracker.counts().latencyP50Ms()).isNaN();

    tracker.sent(reading("a", 2000), 1_000_000_000);
    tracker.answered(forecast("a", 2000), 1_012_000_000);
    assertThat(tracker.counts().latencyP50Ms()).isCloseTo(12, within(0.1));
  }

  private static Reading reading(String series, long time) {
    return new Reading(series, time, 1, Reading.NO_COVARIATES);
  }

  private static Forecast forecast(String series, long cutoff) {
    return Forecast.ofQuantiles(
        series, cutoff, 0, "m", "1", 1000, Status.READY, new double[] {0.5}, new float[] {1});
  }
}

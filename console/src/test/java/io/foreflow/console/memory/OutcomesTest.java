package io.foreflow.console.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.manifest.ForecastKind;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Live figures of series for which the job writes no scores. */
class OutcomesTest {

  private static final long HOUR = 3_600_000;

  private final long now = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private final PipelineMemory memory =
      new PipelineMemory(new MemoryLimits(10, 100, 50, 1 << 24), () -> Instant.ofEpochMilli(now));

  private void reading(int hour) {
    // Each day is 1 above the day before: the seasonal naive forecast is 1 off.
    float value = hour % 24 + hour / 24;
    memory.reading(new Reading("s", hour * HOUR, value), new Arrival("readings", 0, now, true));
  }

  private void forecast(int hour, double off, double[] levels, float[] quantiles) {
    float actual = (hour + 1) % 24 + (hour + 1) / 24;
    float[] moved = quantiles.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (actual + off);
    }
    memory.forecast(
        Forecast.ofQuantiles(
            "s", hour * HOUR, now, "m", "1", HOUR, Forecast.Status.READY, levels, moved),
        false,
        new Arrival("forecasts", 0, now, true));
  }

  private SeriesRow row() {
    return memory
        .list(
            new SeriesQuery(
                "", Optional.empty(), Optional.empty(), SeriesQuery.Sort.NAME, false, 0, 1))
        .rows()
        .get(0);
  }

  @Test
  void comparesEachReadingOnceWhicheverComesFirst() {
    for (int hour = 0; hour < 72; hour++) {
      boolean readingsFirst = hour % 2 == 0;
      if (readingsFirst) {
        reading(hour);
      }
      // Every fourth forecast misses its band.
      forecast(hour, hour % 4 == 0 ? 2 : 0.5, new double[] {0.1, 0.5, 0.9}, new float[] {-1, 0, 1});
      if (!readingsFirst) {
        reading(hour);
      }
    }

    SeriesRow row = row();
    // 0.5 three times of four, 2 once, in errors of 1.
    assertThat(row.mase()).isBetween(0.85, 0.9);
    assertThat(row.coverage()).isBetween(0.74, 0.76);
    assertThat(row.nominalCoverage()).isEqualTo(0.8);
    StepErrors.OfVersion errors = memory.errors("s").orElseThrow().models().get(0);
    assertThat(errors.count().get(0)).isEqualTo(49);
    assertThat(errors.naiveMae().get(0)).isEqualTo(1);
  }

  @Test
  void comparesStepsAtTheTimesOfAForecast() {
    // A market that is open from 0:00 to 2:00 each day: two slots, 22 hours apart from the next.
    for (int day = 0; day < 20; day++) {
      for (int hour = 24 * day; hour < 24 * day + 2; hour++) {
        reading(hour);
        long next = (hour % 24 == 0 ? hour + 1 : hour + 23) * HOUR;
        long later = hour % 24 == 0 ? (hour + 24) * HOUR : next + HOUR;
        float expected = next / HOUR % 24 + next / HOUR / 24;
        memory.forecast(
            new Forecast(
                "s",
                hour * HOUR,
                now,
                "m",
                "1",
                HOUR,
                Forecast.Status.READY,
                new ForecastKind.Quantiles(new double[] {0.1, 0.5, 0.9}),
                new float[] {expected, expected, expected + 1, expected + 1, expected + 2, 0},
                false,
                Forecast.NO_QUANTILES,
                new long[] {next, later}),
            false,
            new Arrival("forecasts", 0, now, true));
      }
    }

    StepErrors.OfVersion errors = memory.errors("s").orElseThrow().models().get(0);
    assertThat(errors.count()).containsExactly(39, 38);
    assertThat(errors.mae().get(0)).isEqualTo(1);
    assertThat(row().mase()).isFinite();
  }

  @Test
  void closedMarketIsNotSilent() {
    long[] clock = {0};
    PipelineMemory market =
        new PipelineMemory(
            new MemoryLimits(10, 100, 50, 1 << 24), () -> Instant.ofEpochMilli(clock[0]));
    Arrival arrival = new Arrival("readings", 0, 0, true);
    market.reading(new Reading("s", 0, 1), arrival);
    // The last slot of a day. The next ones begin 24 hours later.
    long open = 24 * HOUR;
    market.forecast(
        new Forecast(
            "s",
            0,
            0,
            "m",
            "1",
            HOUR,
            Forecast.Status.READY,
            new ForecastKind.Quantiles(new double[] {0.5}),
            new float[4],
            false,
            Forecast.NO_QUANTILES,
            new long[] {open, open + HOUR, open + 2 * HOUR, open + 3 * HOUR}),
        false,
        new Arrival("forecasts", 0, 0, true));

    assertThat(market.readings("s", 0, 1).orElseThrow().closed())
        .containsExactly(new ClosedTime(HOUR, open));
    clock[0] = open + 2 * HOUR;
    assertThat(market.figures().series().silent()).isZero();
    clock[0]++;
    assertThat(market.figures().series().silent()).isEqualTo(1);
  }

  @Test
  void aSeriesIsSilentAgainstTheOthers() {
    long[] clock = {now};
    PipelineMemory several =
        new PipelineMemory(
            new MemoryLimits(10, 100, 50, 1 << 24), () -> Instant.ofEpochMilli(clock[0]));
    for (int minute = 0; minute < 10; minute++) {
      clock[0] = now + minute * 60_000L;
      Arrival arrival = new Arrival("readings", 0, clock[0], true);
      several.reading(new Reading("alive", clock[0], 1), arrival);
      if (minute < 5) {
        several.reading(new Reading("gone", clock[0], 1), arrival);
      }
      assertThat(several.figures().series().silent()).isEqualTo(minute >= 8 ? 1 : 0);
    }
  }
}

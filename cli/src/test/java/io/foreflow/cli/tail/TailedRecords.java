package io.foreflow.cli.tail;

import io.foreflow.manifest.ForecastKind;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Instant;
import java.util.List;

/** Records for tests: hourly series with forecasts of two steps and three levels. */
final class TailedRecords {
  static final long HOUR = 3_600_000;
  static final long BEGIN = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();

  private TailedRecords() {}

  /** A forecast with the medians 20 and 21.5. */
  static Forecast forecast(String series, int hour) {
    return Forecast.ofQuantiles(
        series,
        BEGIN + hour * HOUR,
        BEGIN,
        "demo",
        "7",
        HOUR,
        Status.READY,
        new double[] {0.1, 0.5, 0.9},
        new float[] {19, 20, 20, 21.5f, 21, 23});
  }

  /** When a slot of a market begins that is open from 9:30 to 14:30 each day. */
  static long marketTime(int slot) {
    return BEGIN + 19 * HOUR / 2 + (slot / 5 * 24 + slot % 5) * HOUR;
  }

  /** The same forecast as {@link #forecast}, in a market. */
  static Forecast inMarket(String series, int slot) {
    Forecast plain = forecast(series, slot);
    return new Forecast(
        series,
        marketTime(slot),
        BEGIN,
        "demo",
        "7",
        HOUR,
        Status.READY,
        plain.kind(),
        plain.quantiles(),
        false,
        Forecast.NO_QUANTILES,
        new long[] {marketTime(slot + 1), marketTime(slot + 2)});
  }

  /** A forecast of a day that stays within 20 and 30, as the median within 24 and 26. */
  static Forecast day(String series, int hour) {
    float[] quantiles = new float[3 * 24];
    for (int step = 0; step < 24; step++) {
      quantiles[step] = 20;
      quantiles[24 + step] = 24 + step % 3;
      quantiles[48 + step] = 30;
    }
    return Forecast.ofQuantiles(
        series,
        BEGIN + hour * HOUR,
        BEGIN,
        "demo",
        "7",
        HOUR,
        Status.READY,
        new double[] {0.1, 0.5, 0.9},
        quantiles);
  }

  static Forecast classes(String series, int hour) {
    return new Forecast(
        series,
        BEGIN + hour * HOUR,
        BEGIN,
        "direction",
        "1",
        HOUR,
        Status.WARMING,
        new ForecastKind.Classes(List.of("down", "up")),
        new float[] {0.25f, 0.4f, 0.75f, 0.6f},
        false,
        Forecast.NO_QUANTILES,
        Forecast.EVERY_CADENCE);
  }

  /** A score with the MASE 0.5 and a coverage of 75 %. */
  static ForecastScore score(String series, int errorPercent) {
    StepScore step = new StepScore(1, 100, 75, 1, 100, errorPercent * 1_000_000L, 100 * 1_000_000L);
    return new ForecastScore(
        series, "demo", "7", BEGIN, BEGIN + 24 * HOUR, HOUR, 0.1, 0.9, 1, List.of(step));
  }
}

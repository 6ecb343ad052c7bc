package io.foreflow.wire;

import io.foreflow.manifest.ForecastKind;
import java.util.List;

/** Records of each kind. */
final class Samples {
  static final long NOON = 1_769_860_800_000L;

  static final Reading READING =
      new Reading("sensor-7/température", NOON, 21.5f, new float[] {0.25f, Float.NaN});

  static final Forecast FORECAST = forecast(Forecast.Status.READY);

  static final Forecast DIRECTION =
      new Forecast(
          "EUR/USD",
          NOON,
          NOON + 250,
          "moves",
          "2026-01-30",
          60_000,
          Forecast.Status.READY,
          new ForecastKind.Classes(List.of("down", "flat", "up")),
          new float[] {0.25f, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f},
          false,
          Forecast.NO_QUANTILES,
          Forecast.EVERY_CADENCE);

  static final Forecast CALIBRATED =
      new Forecast(
          "sensor-7",
          NOON,
          NOON + 250,
          "demo",
          "2026-01-30",
          3_600_000,
          Forecast.Status.READY,
          FORECAST.kind(),
          new float[] {20.25f, 20, 21, 20.75f, 21.5f, 21.375f},
          true,
          FORECAST.quantiles(),
          Forecast.EVERY_CADENCE);

  /** Of a market that closes after the first step and opens 42 hours later. */
  static final Forecast MARKET =
      new Forecast(
          "EUR/USD",
          NOON,
          NOON + 250,
          "prices",
          "2026-01-30",
          3_600_000,
          Forecast.Status.READY,
          FORECAST.kind(),
          FORECAST.quantiles(),
          false,
          Forecast.NO_QUANTILES,
          new long[] {NOON + 3_600_000, NOON + 44 * 3_600_000L});

  static final ModelAnnouncement ANNOUNCEMENT =
      new ModelAnnouncement(
          "demo",
          "2026-01-30",
          "s3://models/demo/2026-01-30.onnx",
          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          NOON);

  static final ForecastScore SCORE =
      new ForecastScore(
          "sensor-7",
          "demo",
          "2026-01-30",
          NOON,
          NOON + 95 * 3_600_000L,
          3_600_000,
          0.1,
          0.9,
          2.25f,
          List.of(
              new StepScore(1, 95, 77, 12_408_115, 95, 43_071_302, 96_220_417),
              new StepScore(24, 72, 55, 21_930_664, 71, 60_114_987, 70_512_250)));

  static final Anomaly ANOMALY = anomaly(Anomaly.Change.OPENED, Anomaly.Direction.ABOVE);

  static final Anomaly CLOSED_ANOMALY =
      new Anomaly(
          "sensor-7",
          Anomaly.Change.CLOSED,
          Anomaly.Kind.UNLIKELY,
          NOON,
          NOON + 9 * 3_600_000,
          NOON + 3_600_000,
          NOON + 2 * 3_600_000,
          Anomaly.Direction.ABOVE,
          Float.NaN,
          Float.NaN,
          Float.NaN,
          Float.NaN,
          2.5e-7f,
          3,
          "demo",
          "2026-01-30");

  private Samples() {}

  static Anomaly anomaly(Anomaly.Change change, Anomaly.Direction direction) {
    return new Anomaly(
        "sensor-7",
        change,
        Anomaly.Kind.UNLIKELY,
        NOON,
        NOON + 250,
        NOON,
        null,
        direction,
        29.25f,
        21.5f,
        20.5f,
        22.75f,
        3.5e-5f,
        1,
        "demo",
        "2026-01-30");
  }

  static Forecast forecast(Forecast.Status status) {
    return Forecast.ofQuantiles(
        "sensor-7",
        NOON,
        NOON + 250,
        "demo",
        "2026-01-30",
        3_600_000,
        status,
        new double[] {0.1, 0.5, 0.9},
        new float[] {20.5f, 20.25f, 21, 20.75f, 21.5f, 21.25f});
  }
}

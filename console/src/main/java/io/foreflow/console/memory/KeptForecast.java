package io.foreflow.console.memory;

import io.foreflow.wire.Forecast;

/** A forecast without what all forecasts of its version have in common. */
final class KeptForecast {

  /** What the object, its two arrays and its place in a list take beside the floats. */
  private static final int BYTES_BESIDE = 112;

  private final ForecastShape shape;
  private final long cutoff;
  private final long issuedAt;
  private final boolean ready;
  private final boolean calibrated;
  private final float[] quantiles;
  private final float[] rawQuantiles;
  private final long[] stepTimes;

  KeptForecast(ForecastShape shape, Forecast forecast) {
    this.shape = shape;
    this.cutoff = forecast.cutoff();
    this.issuedAt = forecast.issuedAt();
    this.ready = forecast.status() == Forecast.Status.READY;
    this.calibrated = forecast.calibrated();
    this.quantiles = forecast.quantiles();
    this.rawQuantiles = forecast.rawQuantiles();
    this.stepTimes = forecast.stepTimes();
  }

  ForecastShape shape() {
    return shape;
  }

  long cutoff() {
    return cutoff;
  }

  boolean ready() {
    return ready;
  }

  long bytes() {
    return BYTES_BESIDE
        + (long) Float.BYTES * (quantiles.length + rawQuantiles.length)
        + (long) Long.BYTES * stepTimes.length;
  }

  /** Whether it says the times of its steps, because its market is not always open. */
  boolean hasStepTimes() {
    return stepTimes.length > 0;
  }

  /** When the slot of a step begins, counted from 0, of a forecast that says so. */
  long stepTime(int step) {
    return stepTimes[step];
  }

  /** When the slot of a step is over at the latest. */
  long stepEnd(int step) {
    long whole = stepTimes[step] + shape.cadenceMillis();
    return step + 1 < stepTimes.length ? Math.min(whole, stepTimes[step + 1]) : whole;
  }

  int horizon() {
    return quantiles.length / shape.kind().rows();
  }

  /** The quantile of a level for a step, both counted from 0. */
  float quantile(int level, int step) {
    return quantiles[level * horizon() + step];
  }

  KnownForecast toForecast(String series) {
    return new KnownForecast(record(series), shape.shadow());
  }

  private Forecast record(String series) {
    return new Forecast(
        series,
        cutoff,
        issuedAt,
        shape.model().model(),
        shape.model().version(),
        shape.cadenceMillis(),
        ready ? Forecast.Status.READY : Forecast.Status.WARMING,
        shape.kind(),
        quantiles,
        calibrated,
        rawQuantiles,
        stepTimes);
  }
}

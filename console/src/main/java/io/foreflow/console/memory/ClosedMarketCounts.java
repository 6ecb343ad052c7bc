package io.foreflow.console.memory;

/**
 * What tells whether the trading calendar of a model is that of its market: readings that came
 * while it says that the market is closed, and gaps while it says that it is open. Not thread-safe.
 */
final class ClosedMarketCounts {

  private static final long BUCKET_MILLIS = 300_000;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long WINDOW_MILLIS = PipelineFigures.CLOSED_MARKET_HOURS * HOUR_MILLIS;
  private static final long FORECAST_MILLIS = PipelineFigures.NO_FORECAST_DAYS * 24 * HOUR_MILLIS;

  private final RateHistory readings = history(WINDOW_MILLIS);
  private final RateHistory closed = history(WINDOW_MILLIS);
  private final RateHistory gaps = history(WINDOW_MILLIS);
  private final RateHistory forecasts = history(FORECAST_MILLIS);

  private static RateHistory history(long millis) {
    return new RateHistory(BUCKET_MILLIS, (int) (millis / BUCKET_MILLIS));
  }

  // At the start, not all topics are read back to the same time. So only new records make a share.

  void reading(Arrival arrival, long now) {
    if (arrival.live()) {
      readings.add(now);
    }
  }

  void closed(Arrival arrival, long now) {
    if (arrival.live()) {
      closed.add(now);
    }
  }

  /**
   * Takes a forecast.
   *
   * @param afterGap whether slots of an open market came before it without a forecast
   */
  void forecast(boolean afterGap, Arrival arrival, long now) {
    long time = arrival.writtenAt(now);
    forecasts.add(time);
    if (afterGap) {
      gaps.add(time);
    }
  }

  PipelineFigures.ClosedMarket figures(long now) {
    return new PipelineFigures.ClosedMarket(
        readings.inLast(WINDOW_MILLIS, now),
        closed.inLast(WINDOW_MILLIS, now),
        gaps.inLast(WINDOW_MILLIS, now),
        forecasts.inLast(FORECAST_MILLIS, now));
  }
}

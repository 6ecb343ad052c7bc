package io.foreflow.cli.demo;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Matches readings with their forecasts, counts both, and measures the time between. A reading
 * waits until its forecast is seen, or until the reading itself is seen on the late topic.
 * Thread-safe.
 */
final class ForecastTracker {

  private static final long HIGHEST_MICROS = 600_000_000L;

  private final Map<String, Map<Long, Long>> open = new HashMap<>();
  private final Histogram latencyMicros = new Histogram(HIGHEST_MICROS, 3);

  private long readings;
  private long forecasts;
  private long repeated;
  private long late;
  private long waiting;
  private boolean measuring;
  private long first = Long.MIN_VALUE;

  /** Starts to measure the time from a reading to its forecast. */
  synchronized void startMeasuring() {
    measuring = true;
  }

  /** Takes a reading that is about to be sent. */
  synchronized void sent(Reading reading, long nanos) {
    readings++;
    waiting++;
    open.computeIfAbsent(reading.series(), name -> new HashMap<>())
        .put(reading.time(), measuring ? nanos : Long.MIN_VALUE);
  }

  /**
   * Takes a forecast that was seen.
   *
   * @return false if it was seen before
   */
  synchronized boolean answered(Forecast forecast, long nanos) {
    Long sent = close(forecast.series(), forecast.cutoff());
    if (sent == null) {
      repeated++;
      return false;
    }
    forecasts++;
    first = first == Long.MIN_VALUE ? nanos : first;
    if (sent != Long.MIN_VALUE) {
      latencyMicros.recordValue(Math.max(0, Math.min(HIGHEST_MICROS, (nanos - sent) / 1000)));
    }
    return true;
  }

  /** Takes a reading that was seen on the late topic. */
  synchronized void late(Reading reading) {
    if (close(reading.series(), reading.time()) != null) {
      late++;
    }
  }

  private @Nullable Long close(String series, long time) {
    Map<Long, Long> ofSeries = open.get(series);
    Long sent = ofSeries == null ? null : ofSeries.remove(time);
    if (sent != null) {
      waiting--;
    }
    return sent;
  }

  /** When the first forecast was seen, in the nanoseconds of this process; empty before it. */
  synchronized OptionalLong firstForecast() {
    return first == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
  }

  synchronized TrafficCounts counts() {
    return new TrafficCounts(readings, forecasts, repeated, late, waiting, millis(50), millis(99));
  }

  private double millis(double percentile) {
    return latencyMicros.getTotalCount() == 0
        ? Double.NaN
        : latencyMicros.getValueAtPercentile(percentile) / 1e3;
  }
}

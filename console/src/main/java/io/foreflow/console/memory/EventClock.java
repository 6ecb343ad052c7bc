package io.foreflow.console.memory;

/**
 * The event time that readings should have by now. A replay or a simulation may run in another time
 * than the clock's, so it is the newest event time, and from there on it runs with the clock. Of
 * forecasts if there are any: the job refuses times that are too far ahead. Not thread-safe.
 */
final class EventClock {

  private long newestReading = Long.MIN_VALUE;
  private long readingAt;
  private long newestForecast = Long.MIN_VALUE;
  private long forecastAt;

  void reading(long time, long now) {
    if (time > newestReading) {
      newestReading = time;
      readingAt = now;
    }
  }

  void forecast(long cutoff, long now) {
    if (cutoff > newestForecast) {
      newestForecast = cutoff;
      forecastAt = now;
    }
  }

  /** The event time at a time of the clock; the smallest long before the first record. */
  long now(long now) {
    if (newestForecast != Long.MIN_VALUE) {
      return newestForecast + (now - forecastAt);
    }
    return newestReading == Long.MIN_VALUE ? Long.MIN_VALUE : newestReading + (now - readingAt);
  }
}

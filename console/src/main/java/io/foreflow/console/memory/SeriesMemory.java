package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.ForecastScore;
import java.util.ArrayDeque;
import java.util.Deque;

/** Readings, forecasts, scores and episodes of one series. Not thread-safe. */
final class SeriesMemory {

  private static final int MOST_LATE = 64;
  private static final int MOST_SCORES = 16;
  private static final int MOST_ANOMALIES = 32;
  private static final int BYTES = 400;
  private static final int BYTES_LATE = 40;
  private static final int BYTES_SCORE = 200;
  private static final int BYTES_STEP = 88;
  private static final int BYTES_ANOMALY = 240;

  final ReadingRing readings;
  final CutoffRing forecasts;
  final ClosedTimes closed = new ClosedTimes();
  final Deque<LateReading> late = new ArrayDeque<>(2);
  final Deque<ForecastScore> scores = new ArrayDeque<>(2);
  final Deque<Anomaly> anomalies = new ArrayDeque<>(2);

  /** The bytes that the table has counted. */
  long counted;

  SeriesMemory(MemoryLimits limits) {
    this.readings = new ReadingRing(limits.readings());
    this.forecasts = new CutoffRing(limits.cutoffs());
  }

  long bytes() {
    return BYTES
        + readings.bytes()
        + forecasts.bytes()
        + closed.bytes()
        + (long) BYTES_LATE * late.size()
        + bytesOfScores()
        + bytesOfAnomalies();
  }

  /** All have the size of the newest, about. */
  private long bytesOfScores() {
    if (scores.isEmpty()) {
      return 0;
    }
    ForecastScore newest = scores.getLast();
    long texts = text(newest.series()) + text(newest.model()) + text(newest.modelVersion());
    return scores.size() * (BYTES_SCORE + texts + (long) BYTES_STEP * newest.steps().size());
  }

  private long bytesOfAnomalies() {
    if (anomalies.isEmpty()) {
      return 0;
    }
    Anomaly newest = anomalies.getLast();
    long texts = text(newest.series()) + text(newest.model()) + text(newest.modelVersion());
    return anomalies.size() * (BYTES_ANOMALY + texts);
  }

  private static long text(String text) {
    return 2L * text.length();
  }

  /**
   * Takes a forecast.
   *
   * @return whether it is one of a cutoff and version that was not there
   */
  boolean addForecast(KeptForecast forecast) {
    closed.add(forecast);
    return forecasts.add(forecast);
  }

  void addLate(LateReading reading) {
    add(late, reading, MOST_LATE);
  }

  void addScore(ForecastScore score) {
    add(scores, score, MOST_SCORES);
  }

  void addAnomaly(Anomaly anomaly) {
    add(anomalies, anomaly, MOST_ANOMALIES);
  }

  private static <T> void add(Deque<T> entries, T entry, int most) {
    if (entries.size() == most) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /** The mean time between two readings; 0 if there are fewer than two. */
  long meanDistance() {
    int size = readings.size();
    return size < 2 ? 0 : (readings.time(size - 1) - readings.time(0)) / (size - 1);
  }
}

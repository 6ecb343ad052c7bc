package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.ForecastScore;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

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

  /** Whether no record is missing that came since the series was known. */
  final boolean whole;

  /** How far it was read again; null if it was in memory ever since. */
  @Nullable ReadAgain again;

  /** The bytes that the table has counted. */
  long counted;

  SeriesMemory(MemoryLimits limits, boolean whole) {
    this.whole = whole;
    this.readings = new ReadingRing(limits.readings());
    this.forecasts = new CutoffRing(limits.cutoffs());
  }

  /** How many records of a kind are kept; of forecasts, of how many cutoffs. */
  static int most(RecordKind kind, MemoryLimits limits) {
    return switch (kind) {
      case READING -> limits.readings();
      case FORECAST, SHADOW_FORECAST -> limits.cutoffs();
      case SCORE -> MOST_SCORES;
      case ANOMALY -> MOST_ANOMALIES;
      case LATE_READING -> MOST_LATE;
    };
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

  /**
   * Takes a score.
   *
   * @return whether it was not there
   */
  boolean addScore(ForecastScore score) {
    return add(scores, score, MOST_SCORES);
  }

  void addAnomaly(Anomaly anomaly) {
    add(anomalies, anomaly, MOST_ANOMALIES);
  }

  /** Takes everything that came after what is here. It may repeat some of it. */
  void addAll(SeriesMemory newer) {
    for (int i = 0; i < newer.readings.size(); i++) {
      readings.add(newer.readings.time(i), newer.readings.value(i));
    }
    newer.forecasts.all().forEach(this::addForecast);
    newer.closed.copy().forEach(closed::add);
    newer.late.forEach(this::addLate);
    newer.scores.forEach(this::addScore);
    newer.anomalies.forEach(this::addAnomaly);
  }

  private static <T> boolean add(Deque<T> entries, T entry, int most) {
    if (entries.contains(entry)) {
      return false;
    }
    if (entries.size() == most) {
      entries.removeFirst();
    }
    entries.addLast(entry);
    return true;
  }

  /** The mean time between two readings; 0 if there are fewer than two. */
  long meanDistance() {
    int size = readings.size();
    return size < 2 ? 0 : (readings.time(size - 1) - readings.time(0)) / (size - 1);
  }
}

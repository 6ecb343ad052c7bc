package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The records of one series that were found in the topics, the newest first. */
public final class FoundSeries {

  /** Repeats, and several versions for a cutoff, take room too. */
  private static final int MOST_PER_KEPT = CutoffRing.MOST_PER_CUTOFF;

  private final String name;
  private final MemoryLimits limits;
  private final Map<RecordKind, Set<Object>> different = new EnumMap<>(RecordKind.class);
  private final Map<RecordKind, Integer> counts = new EnumMap<>(RecordKind.class);
  private final List<Reading> readings = new ArrayList<>();
  private final List<Forecast> forecasts = new ArrayList<>();
  private final List<Forecast> shadowForecasts = new ArrayList<>();
  private final List<ForecastScore> scores = new ArrayList<>();
  private final List<Anomaly> anomalies = new ArrayList<>();
  private final List<LateReading> late = new ArrayList<>();

  public FoundSeries(String name, MemoryLimits limits) {
    this.name = name;
    this.limits = limits;
  }

  public String name() {
    return name;
  }

  public void reading(Reading reading) {
    add(RecordKind.READING, readings, reading, reading.time());
  }

  /**
   * Takes a forecast.
   *
   * @param shadow whether it comes from the topic of the shadow model
   */
  public void forecast(Forecast forecast, boolean shadow) {
    if (shadow) {
      add(RecordKind.SHADOW_FORECAST, shadowForecasts, forecast, forecast.cutoff());
    } else {
      add(RecordKind.FORECAST, forecasts, forecast, forecast.cutoff());
    }
  }

  public void score(ForecastScore score) {
    add(RecordKind.SCORE, scores, score, score.id());
  }

  public void anomaly(Anomaly anomaly) {
    add(RecordKind.ANOMALY, anomalies, anomaly, anomaly);
  }

  public void late(Reading reading) {
    LateReading added = new LateReading(reading.time(), reading.value());
    add(RecordKind.LATE_READING, late, added, added);
  }

  private <T> void add(RecordKind kind, List<T> records, T record, Object identity) {
    records.add(record);
    counts.merge(kind, 1, Integer::sum);
    different.computeIfAbsent(kind, key -> new HashSet<>()).add(identity);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Whether there is more of a kind than the console keeps, so that none of it is missing. */
  public boolean isFull(RecordKind kind) {
    return different.getOrDefault(kind, Set.of()).size() > SeriesMemory.most(kind, limits);
  }

  /** Whether there is so much of a kind that no more may be added, be it full or not. */
  public boolean isCrowded(RecordKind kind) {
    return counts.getOrDefault(kind, 0) > (long) MOST_PER_KEPT * SeriesMemory.most(kind, limits);
  }

  // --- The oldest first -----------------------------------------------------------------------

  void eachReading(Consumer<Reading> each) {
    oldestFirst(readings, each);
  }

  void eachForecast(Consumer<Forecast> each) {
    oldestFirst(forecasts, each);
  }

  void eachShadowForecast(Consumer<Forecast> each) {
    oldestFirst(shadowForecasts, each);
  }

  void eachScore(Consumer<ForecastScore> each) {
    oldestFirst(scores, each);
  }

  void eachAnomaly(Consumer<Anomaly> each) {
    oldestFirst(anomalies, each);
  }

  void eachLate(Consumer<LateReading> each) {
    oldestFirst(late, each);
  }

  private static <T> void oldestFirst(List<T> newestFirst, Consumer<T> each) {
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      each.accept(newestFirst.get(i));
    }
  }
}

package io.foreflow.cli.tail;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The series that forecasts came of. Of more than {@link #MOST}, the one of which nothing came for
 * the longest time goes first.
 */
final class SeriesMemory {

  static final int MOST = 10_000;

  /** How many names of series that are not shown are kept, for somebody who mistyped one. */
  private static final int MOST_OTHERS = 5;

  private final Map<String, SeenSeries> series = new LinkedHashMap<>(64, 0.75f, true);
  private final TreeSet<String> names = new TreeSet<>();
  private final TreeSet<String> others = new TreeSet<>();
  private final Optional<String> only;
  private final int kept;
  private final boolean readings;
  private final RecentRate rate = new RecentRate();
  private long newest = Long.MIN_VALUE;
  private boolean forgot;

  /**
   * @param only the one series to remember, or all
   * @param kept how many readings of a series are kept
   * @param readings whether readings come
   */
  SeriesMemory(Optional<String> only, int kept, boolean readings) {
    this.only = only;
    this.kept = kept;
    this.readings = readings;
  }

  /**
   * Takes a forecast.
   *
   * @param writtenAt its record's timestamp
   */
  void forecast(Forecast forecast, long writtenAt) {
    if (only.isPresent() && !only.get().equals(forecast.series())) {
      others.add(forecast.series());
      if (others.size() > MOST_OTHERS) {
        others.pollLast();
      }
      return;
    }
    SeenSeries seen = series.get(forecast.series());
    if (seen == null) {
      seen = new SeenSeries(forecast, kept, readings);
      series.put(forecast.series(), seen);
      names.add(forecast.series());
      forgetOldest();
    }
    seen.forecast(forecast, writtenAt);
    rate.note(writtenAt);
    newest = Math.max(newest, writtenAt);
  }

  private void forgetOldest() {
    if (series.size() > MOST) {
      Iterator<String> oldest = series.keySet().iterator();
      names.remove(oldest.next());
      oldest.remove();
      forgot = true;
    }
  }

  /** Takes a reading, if a forecast of its series came before. */
  void reading(Reading reading) {
    SeenSeries seen = series.get(reading.series());
    if (seen != null) {
      seen.reading(reading);
    }
  }

  /** Takes a score, if a forecast of its series came before. */
  void score(ForecastScore score) {
    SeenSeries seen = series.get(score.series());
    if (seen != null) {
      seen.score(score);
    }
  }

  /** The first series by name, so that each stays at its place. */
  List<SeenSeries> first(int count) {
    List<SeenSeries> first = new ArrayList<>();
    for (Iterator<String> name = names.iterator(); name.hasNext() && first.size() < count; ) {
      first.add(series.get(name.next()));
    }
    return first;
  }

  int size() {
    return series.size();
  }

  /** Whether there were more series than are remembered. */
  boolean forgot() {
    return forgot;
  }

  /** Some of the series that are not the one to remember. */
  List<String> others() {
    return List.copyOf(others);
  }

  /** Whether readings are shown, not forecasts of one step ahead. */
  boolean hasReadings() {
    return readings;
  }

  double perSecond(long nowMillis) {
    return rate.perSecond(nowMillis);
  }

  /** When the newest forecast was written, in epoch milliseconds. */
  OptionalLong newest() {
    return newest == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(newest);
  }
}

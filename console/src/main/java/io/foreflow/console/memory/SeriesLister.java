package io.foreflow.console.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Makes pages of the list of series. */
final class SeriesLister {

  static final int SPARKLINE = 48;

  private static final float[] NO_VALUES = {};

  private final long eventNow;
  private final long now;

  SeriesLister(long eventNow, long now) {
    this.eventNow = eventNow;
    this.now = now;
  }

  SeriesPage page(Collection<KnownSeries> all, SeriesQuery query) {
    Predicate<KnownSeries> fits = fits(query);
    List<KnownSeries> matching = new ArrayList<>();
    for (KnownSeries series : all) {
      if (fits.test(series)) {
        matching.add(series);
      }
    }
    matching.sort(order(query));
    List<SeriesRow> rows = new ArrayList<>();
    int end = (int) Math.min(matching.size(), (long) query.offset() + query.limit());
    for (int i = query.offset(); i < end; i++) {
      rows.add(row(matching.get(i)));
    }
    return new SeriesPage(all.size(), matching.size(), query.offset(), rows);
  }

  private Predicate<KnownSeries> fits(SeriesQuery query) {
    return series ->
        (query.search().isEmpty() || series.name.toLowerCase(Locale.ROOT).contains(query.search()))
            && query.state().map(state -> is(series, state)).orElse(true)
            && query
                .model()
                .map(name -> series.shape != null && series.shape.model().model().equals(name))
                .orElse(true);
  }

  private boolean is(KnownSeries series, SeriesQuery.State state) {
    return switch (state) {
      case WAITING -> series.status() == SeriesStatus.WAITING;
      case WARMING -> series.status() == SeriesStatus.WARMING;
      case READY -> series.status() == SeriesStatus.READY;
      case SILENT -> series.silent(eventNow, now);
      case EPISODE -> series.inEpisode();
    };
  }

  private static Comparator<KnownSeries> order(SeriesQuery query) {
    Comparator<KnownSeries> byName = Comparator.comparing(series -> series.name);
    Comparator<KnownSeries> order =
        switch (query.sort()) {
          case NAME -> query.descending() ? byName.reversed() : byName;
          case LAST_TIME -> {
            Comparator<KnownSeries> byTime = Comparator.comparingLong(series -> series.lastTime);
            yield query.descending() ? byTime.reversed() : byTime;
          }
          case LAST_VALUE -> byNumber(series -> series.lastValue, query.descending());
          case MASE -> byNumber(series -> series.score().mase(), query.descending());
          case COVERAGE -> byNumber(series -> series.score().coverage(), query.descending());
          case STATUS -> {
            Comparator<KnownSeries> byStatus = Comparator.comparing(KnownSeries::status);
            yield query.descending() ? byStatus.reversed() : byStatus;
          }
        };
    return order.thenComparing(byName);
  }

  /** What has no number comes last, in both directions. */
  private static Comparator<KnownSeries> byNumber(
      ToDoubleFunction<KnownSeries> number, boolean descending) {
    return (one, other) -> {
      double first = number.applyAsDouble(one);
      double second = number.applyAsDouble(other);
      if (Double.isNaN(first) || Double.isNaN(second)) {
        return Boolean.compare(Double.isNaN(first), Double.isNaN(second));
      }
      return descending ? Double.compare(second, first) : Double.compare(first, second);
    };
  }

  private SeriesRow row(KnownSeries series) {
    LiveScore score = series.score();
    return new SeriesRow(
        series.name,
        series.shape == null ? null : series.shape.model(),
        series.status(),
        series.silent(eventNow, now),
        series.inEpisode(),
        series.lastTime == Long.MIN_VALUE ? null : series.lastTime,
        series.lastValue,
        score.mase(),
        score.coverage(),
        score.nominal(),
        series.kept != null,
        series.kept == null ? NO_VALUES : series.kept.readings.newestValues(SPARKLINE));
  }
}

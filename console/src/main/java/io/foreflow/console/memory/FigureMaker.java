package io.foreflow.console.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes figures of the whole pipeline at one moment. */
final class FigureMaker {

  private static final long MINUTE_MILLIS = 60_000;
  private static final long WINDOW_MILLIS = PipelineFigures.WINDOW_MINUTES * MINUTE_MILLIS;
  private static final long REFUSED_WINDOW_MILLIS = PipelineFigures.REFUSED_MINUTES * MINUTE_MILLIS;
  private static final double SECONDS_OF_BUCKET = RateHistory.BUCKET_MILLIS / 1000.0;

  private final long eventNow;
  private final long now;

  FigureMaker(long eventNow, long now) {
    this.eventNow = eventNow;
    this.now = now;
  }

  PipelineFigures make(SeriesTable table, PipelineLog log) {
    double[] lags = log.lags.quantiles(now, 0.5, 0.99);
    return new PipelineFigures(
        counts(table),
        rates(log),
        lags[0],
        lags[1],
        log.deadLetterCount,
        log.deadLettersByReason,
        log.lateCount,
        table.bytes(),
        table.forgotten(),
        recent(log),
        log.closedMarket.figures(now),
        log.scores.all(log.models, now));
  }

  private PipelineFigures.SeriesCounts counts(SeriesTable table) {
    int waiting = 0;
    int warming = 0;
    int ready = 0;
    int silent = 0;
    int inEpisode = 0;
    for (KnownSeries series : table.all()) {
      switch (series.status()) {
        case WAITING -> waiting++;
        case WARMING -> warming++;
        case READY -> ready++;
      }
      silent += series.silent(eventNow, now) ? 1 : 0;
      inEpisode += series.inEpisode() ? 1 : 0;
    }
    return new PipelineFigures.SeriesCounts(
        table.all().size(), table.kept(), waiting, warming, ready, silent, inEpisode);
  }

  private PipelineFigures.Rates rates(PipelineLog log) {
    List<Long> times = new ArrayList<>();
    List<Double> readings = new ArrayList<>();
    List<Double> forecasts = new ArrayList<>();
    List<Double> closed = new ArrayList<>();
    long current = Math.floorDiv(now, RateHistory.BUCKET_MILLIS);
    for (long bucket = current - RateHistory.BUCKETS; bucket < current; bucket++) {
      times.add(bucket * RateHistory.BUCKET_MILLIS);
      readings.add(log.readings.in(bucket) / SECONDS_OF_BUCKET);
      forecasts.add(log.forecasts.in(bucket) / SECONDS_OF_BUCKET);
      closed.add(log.marketClosed.in(bucket) / SECONDS_OF_BUCKET);
    }
    return new PipelineFigures.Rates(
        log.readings.perSecond(now),
        log.forecasts.perSecond(now),
        times,
        readings,
        forecasts,
        closed);
  }

  private PipelineFigures.Recent recent(PipelineLog log) {
    return new PipelineFigures.Recent(
        log.readings.inLast(WINDOW_MILLIS, now),
        log.forecasts.inLast(WINDOW_MILLIS, now),
        log.deadLetterRate.inLast(WINDOW_MILLIS, now),
        log.marketClosed.inLast(WINDOW_MILLIS, now),
        log.lateRate.inLast(WINDOW_MILLIS, now),
        newest(log, "refused", now - REFUSED_WINDOW_MILLIS),
        newest(log, "transaction-lost", Long.MIN_VALUE));
  }

  private static @Nullable PipelineEvent newest(PipelineLog log, String kind, long since) {
    List<PipelineEvent> newest =
        log.events.newest(1, event -> event.kind().equals(kind) && event.time() >= since);
    return newest.isEmpty() ? null : newest.get(0);
  }
}

package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.Reading;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that the console keeps. Thread-safe: readers of topics write, requests read. */
public final class PipelineMemory {

  private final MemoryLimits limits;
  private final InstantSource clock;
  private final SeriesTable table;
  private final SeriesWriter writer;
  private final AgainWriter againWriter;
  private final PipelineLog log = new PipelineLog();
  private final EventClock eventClock = new EventClock();

  public PipelineMemory(MemoryLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.table = new SeriesTable(limits);
    ForecastShapes shapes = new ForecastShapes();
    this.writer = new SeriesWriter(table, shapes, log);
    this.againWriter = new AgainWriter(limits, table, shapes);
  }

  public MemoryLimits limits() {
    return limits;
  }

  public synchronized void reading(Reading reading, Arrival arrival) {
    long now = clock.millis();
    log.readings.add(arrival.writtenAt(now));
    log.closedMarket.reading(arrival, now);
    eventClock.reading(Math.min(reading.time(), arrival.timestamp()), now);
    writer.reading(reading, arrival, now);
  }

  /**
   * Takes a forecast.
   *
   * @param shadow whether it comes from the topic of the shadow model
   */
  public synchronized void forecast(Forecast forecast, boolean shadow, Arrival arrival) {
    long now = clock.millis();
    if (!shadow) {
      log.forecasts.add(arrival.writtenAt(now));
      eventClock.forecast(forecast.cutoff(), now);
    }
    writer.forecast(forecast, shadow, arrival, now);
  }

  public synchronized void score(ForecastScore score, Arrival arrival) {
    writer.score(score, arrival, clock.millis());
  }

  public synchronized void anomaly(Anomaly anomaly, Arrival arrival) {
    writer.anomaly(anomaly, arrival, clock.millis());
  }

  public synchronized void event(PipelineEvent event) {
    log.event(event);
  }

  public synchronized void announcement(ModelAnnouncement announcement) {
    log.models.announced(announcement);
  }

  public synchronized void deadLetter(AsideRecord record, Arrival arrival) {
    log.deadLetter(record, arrival, clock.millis());
  }

  /**
   * Takes a late reading.
   *
   * @param reading what the record holds; null if it can't be read
   */
  public synchronized void late(AsideRecord record, @Nullable Reading reading, Arrival arrival) {
    long now = clock.millis();
    log.late(record, arrival.writtenAt(now));
    if (reading != null) {
      writer.late(reading, arrival, now);
    }
  }

  /**
   * Keeps all new records of a series that is about to be read again, so that none is missed.
   *
   * @param series null for none
   */
  public synchronized void expect(@Nullable String series) {
    table.expect(series);
  }

  /** Takes a series that was read again, from now on kept. */
  public synchronized void again(FoundSeries found, ReadAgain how) {
    againWriter.write(found, how, clock.millis());
  }

  // --- What is asked for ---------------------------------------------------------------------

  /** Whether a series is kept with all that came since it was known. */
  public synchronized boolean keepsWhole(String series) {
    KnownSeries known = table.find(series);
    return known != null && known.kept != null && known.kept.whole;
  }

  /** How far a kept series was read again; empty if it was in memory ever since. */
  public synchronized Optional<ReadAgain> readAgain(String series) {
    return Optional.ofNullable(table.find(series))
        .map(known -> known.kept)
        .map(memory -> memory.again);
  }

  /** Whether the readings and forecasts of a series are kept. */
  public synchronized boolean keeps(String series) {
    KnownSeries known = table.find(series);
    return known != null && known.kept != null;
  }

  /** Where the records of a series lie; empty if it isn't known. */
  public synchronized Optional<SeriesPlace> place(String series) {
    return Optional.ofNullable(table.find(series)).map(KnownSeries::place);
  }

  public synchronized SeriesPage list(SeriesQuery query) {
    long now = clock.millis();
    return new SeriesLister(eventClock.now(now), now).page(table.all(), query);
  }

  /** The readings from {@code from} to {@code to}, both included. */
  public synchronized Optional<SeriesReadings> readings(String series, long from, long to) {
    return ask(
        series,
        memory -> {
          List<LateReading> late = new ArrayList<>();
          for (LateReading each : memory.late) {
            if (each.time() >= from && each.time() <= to) {
              late.add(each);
            }
          }
          ReadingRing.Readings kept =
              ReadingsInTime.without(memory.readings.copy(from, to), memory.late);
          return new SeriesReadings(
              kept.times(),
              kept.values(),
              late,
              memory.closed.copy(),
              memory.readings.size() == 0 ? null : memory.readings.time(0));
        });
  }

  /** All kept forecasts of a series, by cutoff. */
  public synchronized Optional<List<KnownForecast>> forecasts(String series) {
    return ask(
        series,
        memory -> {
          List<KnownForecast> forecasts = new ArrayList<>();
          memory.forecasts.all().forEach(each -> forecasts.add(each.toForecast(series)));
          return forecasts;
        });
  }

  /** What came of the kept forecasts of a series. */
  public synchronized Optional<StepErrors> errors(String series) {
    return ask(series, ErrorTally::of);
  }

  /** The newest records of scores of a series, the newest first. */
  public synchronized Optional<List<ForecastScore>> scores(String series) {
    return ask(
        series,
        memory -> {
          List<ForecastScore> scores = new ArrayList<>(memory.scores);
          java.util.Collections.reverse(scores);
          return scores;
        });
  }

  /** The newest changes of episodes of a series, the newest first. */
  public synchronized Optional<List<Anomaly>> anomalies(String series, int limit) {
    return ask(
        series,
        memory -> {
          List<Anomaly> newest = new ArrayList<>();
          var each = memory.anomalies.descendingIterator();
          while (newest.size() < limit && each.hasNext()) {
            newest.add(each.next());
          }
          return newest;
        });
  }

  private <T> Optional<T> ask(String series, Function<SeriesMemory, T> question) {
    KnownSeries known = table.find(series);
    return known == null || known.kept == null
        ? Optional.empty()
        : Optional.of(question.apply(table.asked(known, clock.millis())));
  }

  public synchronized List<VersionScore> scores() {
    return log.scores.all(log.models, clock.millis());
  }

  /** The newest changes of episodes of all series, the newest first. */
  public synchronized List<Anomaly> anomalies(int limit) {
    return log.anomalies.newest(limit, anomaly -> true);
  }

  public synchronized List<ModelState> models() {
    return log.models.all();
  }

  /** The newest events before a time, the newest first. */
  public synchronized List<PipelineEvent> events(int limit, long before) {
    return log.events.newest(limit, event -> event.time() < before);
  }

  public synchronized List<AsideRecord> deadLetters(int limit) {
    return log.deadLetters.newest(limit, record -> true);
  }

  public synchronized List<AsideRecord> lateReadings(int limit) {
    return log.lateReadings.newest(limit, record -> true);
  }

  public synchronized PipelineFigures figures() {
    long now = clock.millis();
    return new FigureMaker(eventClock.now(now), now).make(table, log);
  }
}

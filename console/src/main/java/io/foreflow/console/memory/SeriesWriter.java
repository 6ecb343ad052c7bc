package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;

/** Writes records of series into the table. Not thread-safe. */
final class SeriesWriter {

  /** A forecast this long after its reading is one of a backlog, not a lag of the job. */
  private static final long LONGEST_LAG_MILLIS = 3_600_000;

  private final SeriesTable table;
  private final PipelineLog log;
  private final ForecastShapes shapes;
  private final WrittenTimes written = new WrittenTimes();

  SeriesWriter(SeriesTable table, ForecastShapes shapes, PipelineLog log) {
    this.table = table;
    this.shapes = shapes;
    this.log = log;
  }

  void reading(Reading reading, Arrival arrival, long now) {
    KnownSeries series = table.seen(reading.series(), now);
    series.lastArrival = Math.max(series.lastArrival, arrival.writtenAt(now));
    series.readingsTopic = arrival.topic();
    series.lies(RecordKind.READING, arrival);
    series.newest(reading);
    written.put(series.name, reading.time(), arrival.timestamp());
    SeriesMemory memory = series.kept;
    if (memory != null && memory.readings.add(reading.time(), reading.value())) {
      Outcomes.scoreReading(memory, reading.time(), series.own);
      table.changed(series);
    }
  }

  void forecast(Forecast forecast, boolean shadow, Arrival arrival, long now) {
    KnownSeries series = table.seen(forecast.series(), now);
    ForecastShape shape = shapes.of(forecast, shadow, series.shape);
    series.lies(shadow ? RecordKind.SHADOW_FORECAST : RecordKind.FORECAST, arrival);
    if (shadow) {
      log.models.shadowForecast(shape.model());
    } else {
      log.closedMarket.forecast(series.skipsSlots(forecast), arrival, now);
      series.newest(forecast, shape);
      log.models.forecast(shape.model(), arrival.writtenAt(now));
      lag(forecast, series.name, arrival, now);
    }
    keep(series, new KeptForecast(shape, forecast));
  }

  private void keep(KnownSeries series, KeptForecast forecast) {
    SeriesMemory memory = series.kept;
    if (memory != null) {
      if (memory.addForecast(forecast)) {
        Outcomes.scoreFirstStep(memory, forecast, series.own);
      }
      table.changed(series);
    }
  }

  private void lag(Forecast forecast, String series, Arrival arrival, long now) {
    long reading = written.find(series, forecast.cutoff());
    long lag = arrival.timestamp() - reading;
    if (reading >= 0 && lag <= LONGEST_LAG_MILLIS) {
      log.lags.add(arrival.writtenAt(now), lag);
    }
  }

  void score(ForecastScore score, Arrival arrival, long now) {
    KnownSeries series = table.seen(score.series(), now);
    series.lies(RecordKind.SCORE, arrival);
    ModelVersion model = new ModelVersion(score.model(), score.modelVersion());
    if (!series.scored.add(score, model)) {
      return;
    }
    log.scores.add(score, model, arrival.writtenAt(now));
    SeriesMemory memory = series.kept;
    if (memory != null) {
      memory.addScore(score);
      table.changed(series);
    }
  }

  void anomaly(Anomaly anomaly, Arrival arrival, long now) {
    log.anomalies.add(anomaly);
    KnownSeries series = table.seen(anomaly.series(), now);
    series.lies(RecordKind.ANOMALY, arrival);
    series.anomaly(anomaly);
    SeriesMemory memory = series.kept;
    if (memory != null) {
      memory.addAnomaly(anomaly);
      table.changed(series);
    }
  }

  void late(Reading reading, Arrival arrival, long now) {
    KnownSeries series = table.seen(reading.series(), now);
    series.lies(RecordKind.LATE_READING, arrival);
    SeriesMemory memory = series.kept;
    if (memory != null) {
      memory.addLate(new LateReading(reading.time(), reading.value()));
      table.changed(series);
    }
  }
}

package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records of series into the table. Not thread-safe. */
final class SeriesWriter {

  private static final int MOST_SHAPES = 1000;

  /** A forecast this long after its reading is one of a backlog, not a lag of the job. */
  private static final long LONGEST_LAG_MILLIS = 3_600_000;

  private final SeriesTable table;
  private final PipelineLog log;
  private final Map<ForecastShape, ForecastShape> shapes = new HashMap<>();
  private final WrittenTimes written = new WrittenTimes();

  SeriesWriter(SeriesTable table, PipelineLog log) {
    this.table = table;
    this.log = log;
  }

  void reading(Reading reading, Arrival arrival, long now) {
    KnownSeries series = table.seen(reading.series(), now);
    series.lastArrival = Math.max(series.lastArrival, arrival.writtenAt(now));
    series.readingsTopic = arrival.topic();
    series.readingsPartition = arrival.partition();
    if (reading.time() > series.lastTime) {
      series.lastTime = reading.time();
      series.lastValue = reading.value();
    }
    written.put(series.name, reading.time(), arrival.timestamp());
    SeriesMemory memory = series.kept;
    if (memory != null && memory.readings.add(reading.time(), reading.value())) {
      Outcomes.scoreReading(memory, reading.time(), series.own);
      table.changed(series);
    }
  }

  void forecast(Forecast forecast, boolean shadow, Arrival arrival, long now) {
    KnownSeries series = table.seen(forecast.series(), now);
    ForecastShape shape = shape(forecast, shadow, series.shape);
    if (!shadow) {
      series.forecastsPartition = arrival.partition();
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

  private ForecastShape shape(Forecast forecast, boolean shadow, @Nullable ForecastShape last) {
    if (last != null
        && last.shadow() == shadow
        && last.cadenceMillis() == forecast.cadenceMillis()
        && last.model().model().equals(forecast.model())
        && last.model().version().equals(forecast.modelVersion())
        && last.kind().equals(forecast.kind())) {
      return last;
    }
    if (shapes.size() == MOST_SHAPES) {
      shapes.clear();
    }
    return shapes.computeIfAbsent(
        new ForecastShape(
            new ModelVersion(forecast.model(), forecast.modelVersion()),
            forecast.cadenceMillis(),
            forecast.kind(),
            shadow),
        made -> made);
  }

  void score(ForecastScore score, long time, long now) {
    KnownSeries series = table.seen(score.series(), now);
    ModelVersion model = new ModelVersion(score.model(), score.modelVersion());
    boolean same = model.equals(series.scoredModel);
    if (same && score.from() <= series.scoredTo) {
      return;
    }
    series.scoredModel = model;
    series.scoredTo = score.to();
    series.scored.add(score);
    log.scores.add(score, model, time);
    SeriesMemory memory = series.kept;
    if (memory != null) {
      memory.addScore(score);
      table.changed(series);
    }
  }

  void anomaly(Anomaly anomaly, long now) {
    log.anomalies.add(anomaly);
    KnownSeries series = table.seen(anomaly.series(), now);
    series.anomaly(anomaly);
    SeriesMemory memory = series.kept;
    if (memory != null) {
      memory.addAnomaly(anomaly);
      table.changed(series);
    }
  }

  void late(Reading reading, long now) {
    KnownSeries series = table.seen(reading.series(), now);
    SeriesMemory memory = series.kept;
    if (memory != null) {
      memory.addLate(new LateReading(reading.time(), reading.value()));
      table.changed(series);
    }
  }

  void again(String name, List<Reading> readings, List<Forecast> forecasts, long now) {
    KnownSeries series = table.seen(name, now);
    SeriesMemory memory = table.asked(series, now);
    for (Reading reading : readings) {
      memory.readings.add(reading.time(), reading.value());
      if (reading.time() > series.lastTime) {
        series.lastTime = reading.time();
        series.lastValue = reading.value();
      }
    }
    for (Forecast forecast : forecasts) {
      ForecastShape shape = shape(forecast, false, series.shape);
      series.newest(forecast, shape);
      memory.addForecast(new KeptForecast(shape, forecast));
    }
    table.changed(series);
  }
}

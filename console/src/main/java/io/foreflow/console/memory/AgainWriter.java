package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;

/**
 * Writes series that were read again into the table. Rates, lags and sums over all series have
 * counted these records already, or never will: they stay as they are. Not thread-safe.
 */
final class AgainWriter {

  private final MemoryLimits limits;
  private final SeriesTable table;
  private final ForecastShapes shapes;

  AgainWriter(MemoryLimits limits, SeriesTable table, ForecastShapes shapes) {
    this.limits = limits;
    this.table = table;
    this.shapes = shapes;
  }

  /** Keeps what was found of a series, and what came meanwhile after it. */
  void write(FoundSeries found, ReadAgain how, long now) {
    KnownSeries series = table.seen(found.name(), now);
    SeriesMemory meanwhile = table.asked(series, now);
    SeriesMemory whole = new SeriesMemory(limits, true);
    whole.again = how;
    found.eachReading(reading -> reading(series, whole, reading));
    forecasts(series, whole, found);
    scores(series, whole, found);
    found.eachAnomaly(anomaly -> anomaly(series, whole, anomaly));
    found.eachLate(whole::addLate);
    whole.addAll(meanwhile);
    ownScore(series, whole);
    table.replace(series, whole);
  }

  private static void reading(KnownSeries series, SeriesMemory memory, Reading reading) {
    memory.readings.add(reading.time(), reading.value());
    series.newest(reading);
  }

  private void forecasts(KnownSeries series, SeriesMemory memory, FoundSeries found) {
    found.eachForecast(
        forecast -> {
          KeptForecast kept = kept(series, forecast, false);
          series.newest(forecast, kept.shape());
          memory.addForecast(kept);
        });
    found.eachShadowForecast(forecast -> memory.addForecast(kept(series, forecast, true)));
  }

  private KeptForecast kept(KnownSeries series, Forecast forecast, boolean shadow) {
    return new KeptForecast(shapes.of(forecast, shadow, series.shape), forecast);
  }

  private static void scores(KnownSeries series, SeriesMemory memory, FoundSeries found) {
    boolean unscored = series.scored.isEmpty();
    found.eachScore(
        (ForecastScore score) -> {
          if (memory.addScore(score) && unscored) {
            series.scored.add(score, new ModelVersion(score.model(), score.modelVersion()));
          }
        });
  }

  /** Takes the console's own score of what is there now, if that is more than it knew before. */
  private static void ownScore(KnownSeries series, SeriesMemory memory) {
    LiveScore score = new LiveScore();
    memory.forecasts.all().forEach(kept -> Outcomes.scoreFirstStep(memory, kept, score));
    if (score.forecasts() > series.own.forecasts()) {
      series.own = score;
    }
  }

  private static void anomaly(KnownSeries series, SeriesMemory memory, Anomaly anomaly) {
    memory.addAnomaly(anomaly);
    series.anomaly(anomaly);
  }
}

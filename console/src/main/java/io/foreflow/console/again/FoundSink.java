package io.foreflow.console.again;

import io.foreflow.console.intake.SeriesSink;
import io.foreflow.console.memory.Arrival;
import io.foreflow.console.memory.AsideRecord;
import io.foreflow.console.memory.FoundSeries;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import org.jspecify.annotations.Nullable;

/** Collects records of one series. A key may lie: those of other series are left out. */
final class FoundSink implements SeriesSink {

  private final FoundSeries found;

  FoundSink(FoundSeries found) {
    this.found = found;
  }

  private boolean fits(String series) {
    return series.equals(found.name());
  }

  @Override
  public void reading(Reading reading, Arrival arrival) {
    if (fits(reading.series())) {
      found.reading(reading);
    }
  }

  @Override
  public void forecast(Forecast forecast, boolean shadow, Arrival arrival) {
    if (fits(forecast.series())) {
      found.forecast(forecast, shadow);
    }
  }

  @Override
  public void score(ForecastScore score, Arrival arrival) {
    if (fits(score.series())) {
      found.score(score);
    }
  }

  @Override
  public void anomaly(Anomaly anomaly, Arrival arrival) {
    if (fits(anomaly.series())) {
      found.anomaly(anomaly);
    }
  }

  @Override
  public void late(AsideRecord record, @Nullable Reading reading, Arrival arrival) {
    if (reading != null && fits(reading.series())) {
      found.late(reading);
    }
  }
}

package io.foreflow.console.intake;

import io.foreflow.console.memory.Arrival;
import io.foreflow.console.memory.AsideRecord;
import io.foreflow.console.memory.KnownForecast;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import org.jspecify.annotations.Nullable;

/** Writes records that come into memory, and tells whoever listens. */
final class LiveSink implements SeriesSink {

  private final PipelineMemory memory;
  private final IntakeListener listener;

  LiveSink(PipelineMemory memory, IntakeListener listener) {
    this.memory = memory;
    this.listener = listener;
  }

  @Override
  public void reading(Reading reading, Arrival arrival) {
    memory.reading(reading, arrival);
    listener.reading(reading.series(), reading.time(), reading.value(), false);
  }

  @Override
  public void forecast(Forecast forecast, boolean shadow, Arrival arrival) {
    memory.forecast(forecast, shadow, arrival);
    listener.forecast(new KnownForecast(forecast, shadow));
  }

  @Override
  public void score(ForecastScore score, Arrival arrival) {
    memory.score(score, arrival);
    listener.score(score);
  }

  @Override
  public void anomaly(Anomaly anomaly, Arrival arrival) {
    memory.anomaly(anomaly, arrival);
    listener.anomaly(anomaly);
  }

  @Override
  public void late(AsideRecord record, @Nullable Reading reading, Arrival arrival) {
    memory.late(record, reading, arrival);
    if (reading != null) {
      listener.reading(reading.series(), reading.time(), reading.value(), true);
    }
  }
}

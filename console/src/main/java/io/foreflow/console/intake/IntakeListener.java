package io.foreflow.console.intake;

import io.foreflow.console.memory.KnownForecast;
import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.ForecastScore;

/** Hears of records as they come. The methods return at once: they are called between records. */
public interface IntakeListener {

  void reading(String series, long time, float value, boolean late);

  void forecast(KnownForecast forecast);

  void score(ForecastScore score);

  void anomaly(Anomaly anomaly);

  void event(PipelineEvent event);
}

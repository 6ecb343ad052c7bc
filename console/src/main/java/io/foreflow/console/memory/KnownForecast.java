package io.foreflow.console.memory;

import io.foreflow.wire.Forecast;

/**
 * A forecast of a series, and what its record does not say.
 *
 * @param shadow whether it comes from the topic of the shadow model
 */
public record KnownForecast(Forecast forecast, boolean shadow) {

  public Forecaster forecaster() {
    return new Forecaster(new ModelVersion(forecast.model(), forecast.modelVersion()), shadow);
  }
}

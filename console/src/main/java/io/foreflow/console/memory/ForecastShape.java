package io.foreflow.console.memory;

import io.foreflow.manifest.ForecastKind;

/** What all forecasts of a version have in common, so that it is kept once. */
record ForecastShape(ModelVersion model, long cadenceMillis, ForecastKind kind, boolean shadow) {

  Forecaster forecaster() {
    return new Forecaster(model, shadow);
  }
}

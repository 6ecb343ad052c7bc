package io.foreflow.job.wave;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;

/**
 * What is emitted of the forecasts that a model makes. In the job it is all of them, as they are. A
 * replay takes the forecasts that were emitted once.
 */
@FunctionalInterface
public interface EmittedForecasts {
  /** All forecasts, as they are. */
  EmittedForecasts ALL = (reading, status, quantiles) -> status;

  /**
   * The status of the forecast that is emitted for a reading; {@code WARMING} if there is none.
   *
   * @param status by the model
   * @param quantiles by the model; may be replaced in place
   */
  Forecast.Status emitted(Reading reading, Forecast.Status status, float[] quantiles);
}

package io.foreflow.job.wave;

import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;

/** The receiver of a wave's results. */
public interface WaveOutput {
  /** Takes the forecast of a reading that has stepped. */
  void forecast(Forecast forecast);

  /** Takes what happened to an episode of readings that were not forecast. */
  void anomaly(Anomaly anomaly);

  /** Takes a reading whose slot has already been stepped. */
  void late(RejectedRecord reading);

  /** Takes a reading that the model can't take. */
  void deadLetter(RejectedRecord reading);
}

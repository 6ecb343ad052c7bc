package io.foreflow.job.wave;

import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.wire.Forecast;

/** Where the results of a wave go. */
public interface WaveOutput {
  /** A reading has stepped. */
  void forecast(Forecast forecast);

  /** A reading's slot has already been stepped. */
  void late(RejectedRecord reading);

  /** A reading is not what the model takes. */
  void deadLetter(RejectedRecord reading);
}

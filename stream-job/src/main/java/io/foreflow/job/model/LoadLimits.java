package io.foreflow.job.model;

import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import java.io.Serializable;
import java.time.Duration;

/**
 * What loading a model may cost.
 *
 * @param bytes the largest file
 * @param timeout how long one download may take in all
 * @param attempts how often a file is asked for that can't be read
 * @param pause how long to wait before asking again
 * @param step what a step of the model may take
 */
public record LoadLimits(
    long bytes, Duration timeout, int attempts, Duration pause, StepLimits step)
    implements Serializable {

  /** For models of this machine and others near by. */
  public static final LoadLimits USUAL =
      new LoadLimits(
          StepModel.LARGEST_FILE,
          Duration.ofSeconds(30),
          3,
          Duration.ofSeconds(1),
          StepLimits.USUAL.withReplay(StepLimits.USUAL_REPLAY));

  /**
   * Limits for models that were in use when a snapshot was taken. They are not measured again: how
   * busy a machine is after a failure must not decide which model steps the series.
   */
  public LoadLimits afterRestore() {
    return new LoadLimits(bytes, timeout, attempts, pause, step.withAnyReplay());
  }
}

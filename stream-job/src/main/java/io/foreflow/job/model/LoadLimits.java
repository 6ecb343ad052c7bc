package io.foreflow.job.model;

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
 * @param step how long the trial step of two series may take
 */
public record LoadLimits(long bytes, Duration timeout, int attempts, Duration pause, Duration step)
    implements Serializable {

  /** For models of this machine and others near by. */
  public static final LoadLimits USUAL =
      new LoadLimits(
          StepModel.LARGEST_FILE,
          Duration.ofSeconds(30),
          3,
          Duration.ofSeconds(1),
          StepModel.LONGEST_STEP);
}

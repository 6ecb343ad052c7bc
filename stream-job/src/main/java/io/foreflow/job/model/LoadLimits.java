package io.foreflow.job.model;

import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import java.io.Serializable;
import java.time.Duration;

/**
 * The limits of what loading a model may cost.
 *
 * @param bytes the largest file
 * @param timeout how long it may take to read the file, with all attempts
 * @param attempts how often to try to read a file
 * @param pause how long to wait before the next attempt
 * @param step what a step of the model may take
 * @param cache the folder that keeps files of servers; empty if none are kept; {@link #TEMPORARY}
 *     is one in the temporary folder of the process that loads
 */
public record LoadLimits(
    long bytes, Duration timeout, int attempts, Duration pause, StepLimits step, String cache)
    implements Serializable {

  /** A value that stands for a folder in the temporary folder of each machine. */
  public static final String TEMPORARY = "?";

  /** The limits for models on this machine and others near by. */
  public static final LoadLimits DEFAULT =
      new LoadLimits(
          StepModel.LARGEST_FILE,
          Duration.ofSeconds(30),
          3,
          Duration.ofSeconds(1),
          StepLimits.DEFAULT.withReplay(StepLimits.DEFAULT_REPLAY));

  /** Limits without a folder that keeps files. */
  public LoadLimits(long bytes, Duration timeout, int attempts, Duration pause, StepLimits step) {
    this(bytes, timeout, attempts, pause, step, "");
  }

  /** These limits with a folder that keeps files of servers. */
  public LoadLimits withCache(String folder) {
    return new LoadLimits(bytes, timeout, attempts, pause, step, folder);
  }

  /** These limits with at most this time to read a file. */
  LoadLimits within(Duration most) {
    return timeout.compareTo(most) <= 0
        ? this
        : new LoadLimits(bytes, most, attempts, pause, step, cache);
  }

  /**
   * Limits for models that were in use when a snapshot was taken. They are not measured again: how
   * busy a machine is after a failure must not decide which model steps the series.
   */
  public LoadLimits afterRestore() {
    return new LoadLimits(bytes, timeout, attempts, pause, step.withAnyReplay(), cache);
  }

  static UnusableModelException tooLarge(long bytes) {
    return new UnusableModelException(
        UnusableModelException.TOO_LARGE,
        "found a file of more bytes than models.download.max-bytes, allowed: at most " + bytes);
  }
}

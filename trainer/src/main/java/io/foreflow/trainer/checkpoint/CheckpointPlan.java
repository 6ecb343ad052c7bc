package io.foreflow.trainer.checkpoint;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how often a training leaves word of how far it is. Neither changes what it learns.
 *
 * @param file that is written, and gone on from if it is there at the start
 * @param everySteps write after so many steps; 0 for never by count
 * @param every write after so much time; zero for never by time
 */
public record CheckpointPlan(Path file, int everySteps, Duration every) {

  public CheckpointPlan {
    if (everySteps < 0 || every.isNegative() || (everySteps == 0 && every.isZero())) {
      throw new IllegalArgumentException(
          "checkpoints every "
              + everySteps
              + " steps and every "
              + every
              + ": at least one must be above 0, and neither below 0");
    }
  }
}

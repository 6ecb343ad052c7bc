package io.foreflow.trainer.checkpoint;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how often a training saves checkpoints. This does not change what it learns.
 *
 * @param file the file to write, and to resume from if it exists at the start
 * @param everySteps number of steps between two checkpoints; 0 for no checkpoints by count
 * @param every time between two checkpoints; zero for no checkpoints by time
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

package io.foreflow.trainer;

import io.foreflow.trainer.checkpoint.CheckpointPlan;
import io.foreflow.trainer.loop.TrainingListener;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The surroundings of a training, which do not change its result.
 *
 * @param listener hears of the progress
 * @param stop asked after each step; if it returns true, the training ends with the best weights so
 *     far
 * @param checkpoints where to save checkpoints and resume from; empty for no checkpoints
 */
public record TrainingRun(
    TrainingListener listener, BooleanSupplier stop, Optional<CheckpointPlan> checkpoints) {

  /** A run to the end, without checkpoints. */
  public static TrainingRun with(TrainingListener listener) {
    return new TrainingRun(listener, () -> false, Optional.empty());
  }

  /** A copy that ends early if the supplier returns true. */
  public TrainingRun stoppedBy(BooleanSupplier signal) {
    return new TrainingRun(listener, signal, checkpoints);
  }

  /** A copy that saves checkpoints. */
  public TrainingRun checkpointed(CheckpointPlan plan) {
    return new TrainingRun(listener, stop, Optional.of(plan));
  }
}

package io.foreflow.trainer;

import io.foreflow.trainer.checkpoint.CheckpointPlan;
import io.foreflow.trainer.loop.TrainingListener;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What surrounds a training and does not change what it makes.
 *
 * @param listener is told how it goes
 * @param stop asked after each step: once it says so, the training ends with the best so far
 * @param checkpoints where it leaves word of how far it is, and goes on from
 */
public record TrainingRun(
    TrainingListener listener, BooleanSupplier stop, Optional<CheckpointPlan> checkpoints) {

  /** To the end, without checkpoints. */
  public static TrainingRun with(TrainingListener listener) {
    return new TrainingRun(listener, () -> false, Optional.empty());
  }

  /** This, ended early once the supplier says so. */
  public TrainingRun stoppedBy(BooleanSupplier signal) {
    return new TrainingRun(listener, signal, checkpoints);
  }

  /** This, with checkpoints. */
  public TrainingRun checkpointed(CheckpointPlan plan) {
    return new TrainingRun(listener, stop, Optional.of(plan));
  }
}

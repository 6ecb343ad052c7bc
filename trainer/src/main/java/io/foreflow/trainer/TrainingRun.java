package io.foreflow.trainer;

import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.checkpoint.CheckpointPlan;
import io.foreflow.trainer.loop.TrainingListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The surroundings of a training, which do not change its result.
 *
 * @param listener hears of the progress
 * @param stop asked after each step; if it returns true, the training ends with the best weights so
 *     far
 * @param checkpoints where to save checkpoints and resume from; empty for no checkpoints
 * @param space the room for features; those that do not fit its heap are made again for each window
 */
public record TrainingRun(
    TrainingListener listener,
    BooleanSupplier stop,
    Optional<CheckpointPlan> checkpoints,
    WorkSpace space) {

  /**
   * Features of this many bytes are held on the heap, or of an eighth of the heap if it is less.
   */
  private static final long HELD_BYTES = 256L << 20;

  private static final int PART_OF_HEAP = 8;

  /** A run to the end, without checkpoints. */
  public static TrainingRun with(TrainingListener listener) {
    long bytes = Math.min(HELD_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    return new TrainingRun(
        listener, () -> false, Optional.empty(), WorkSpace.ofTempFolder().withHeapBytes(bytes));
  }

  /** A copy that ends early if the supplier returns true. */
  public TrainingRun stoppedBy(BooleanSupplier signal) {
    return new TrainingRun(listener, signal, checkpoints, space);
  }

  /** A copy that saves checkpoints. */
  public TrainingRun checkpointed(CheckpointPlan plan) {
    return new TrainingRun(listener, stop, Optional.of(plan), space);
  }

  /** A copy that makes its working files in another folder. */
  public TrainingRun inFolder(Path folder) {
    return in(new WorkSpace(folder, space.heapBytes()));
  }

  /** A copy with another room for features. */
  public TrainingRun in(WorkSpace other) {
    return new TrainingRun(listener, stop, checkpoints, other);
  }
}

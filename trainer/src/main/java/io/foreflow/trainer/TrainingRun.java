package io.foreflow.trainer;

import ai.djl.Device;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.checkpoint.CheckpointPlan;
import io.foreflow.trainer.loop.TrainingListener;
import java.nio.file.Path;
import java.util.List;
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
 * @param atATime number of workers that learn at the same time, each on a processor of its own, if
 *     there are several networks
 */
public record TrainingRun(
    TrainingListener listener,
    BooleanSupplier stop,
    Optional<CheckpointPlan> checkpoints,
    WorkSpace space,
    int atATime) {

  /**
   * Features of this many bytes are held on the heap, or of an eighth of the heap if it is less.
   */
  private static final long HELD_BYTES = 256L << 20;

  private static final int PART_OF_HEAP = 8;

  /** A run to the end, without checkpoints, on all processors. */
  public static TrainingRun with(TrainingListener listener) {
    long bytes = Math.min(HELD_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    return new TrainingRun(
        listener,
        () -> false,
        Optional.empty(),
        WorkSpace.ofTempFolder().withHeapBytes(bytes),
        Runtime.getRuntime().availableProcessors());
  }

  /** A copy that ends early if the supplier returns true. */
  public TrainingRun stoppedBy(BooleanSupplier signal) {
    return new TrainingRun(listener, signal, checkpoints, space, atATime);
  }

  /** A copy that saves checkpoints. */
  public TrainingRun checkpointed(CheckpointPlan plan) {
    return new TrainingRun(listener, stop, Optional.of(plan), space, atATime);
  }

  /** A copy that makes its working files in another folder. */
  public TrainingRun inFolder(Path folder) {
    return in(new WorkSpace(folder, space.heapBytes()));
  }

  /** A copy with another room for features. */
  public TrainingRun in(WorkSpace other) {
    return new TrainingRun(listener, stop, checkpoints, other, atATime);
  }

  /**
   * The number of networks that learn at the same time on these devices. The workers of each share
   * the processors. On GPUs, networks learn one after the other.
   *
   * @param devices one device for each worker
   */
  public int networksAtATime(List<Device> devices) {
    boolean onCpu = devices.stream().noneMatch(Device::isGpu);
    return onCpu ? Math.max(1, atATime / devices.size()) : 1;
  }

  /** A copy that trains another number of networks at the same time. */
  public TrainingRun atATime(int networks) {
    return new TrainingRun(listener, stop, checkpoints, space, networks);
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.kernel.Kernel;
import io.foreflow.trainer.kernel.Tape;
import java.util.List;

/**
 * The slots of a batch that a step learns from. What comes after the layers is computed for these
 * slots alone.
 *
 * @param perRow the origins of a row of the batch, those that do not count included
 * @param origins those that count, [count]: {@code row * perRow + origin}
 * @param slots the same in an array of all slots, [count]: {@code row * time + slot}
 */
public record Origins(long perRow, NDArray origins, NDArray slots) {

  /** Loaded with the first use, because that starts the engine. */
  private static final class Kernels {
    static final Kernel FORWARD = Kernel.load("rows_forward");
    static final Kernel BACKWARD = Kernel.load("rows_backward");
  }

  /**
   * Creates the origins of a batch.
   *
   * @param origins those that count; {@code row * perRow + origin}
   * @param apart an origin is the last of this many slots
   */
  public static Origins of(NDManager manager, long[] origins, int perRow, int apart) {
    NDArray ofOrigins = manager.create(origins);
    if (apart == 1) {
      return new Origins(perRow, ofOrigins, ofOrigins);
    }
    long[] slots = new long[origins.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = origins[i] * apart + apart - 1;
    }
    return new Origins(perRow, ofOrigins, manager.create(slots));
  }

  /**
   * Takes these origins.
   *
   * @param all [batch, time, columns] or [batch, perRow, columns], plain
   * @return [count, columns], plain
   */
  public NDArray of(NDArray all, Tape tape) {
    NDArray rows = all.getShape().get(1) == perRow ? origins : slots;
    List<NDArray> made = Kernels.FORWARD.run(tape.scratch(), all, rows);
    NDArray taken = made.get(0);
    if (tape.isResult(all)) {
      tape.record(
          taken,
          gradient ->
              tape.add(
                  all, Kernels.BACKWARD.run(tape.scratch(), gradient, all, made.get(1)).get(0)));
    }
    return taken;
  }
}

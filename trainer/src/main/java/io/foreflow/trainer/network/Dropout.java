package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;

/**
 * What happens to a layer's output, while learning, before the layer above or the head reads it.
 */
@FunctionalInterface
public interface Dropout {

  /** Nothing, as in the exported file. */
  Dropout NONE = output -> output;

  /**
   * The weights from a layer's state to its next one, [outputs, inputs], with some of them gone.
   */
  default NDArray ofState(NDArray weight) {
    return weight;
  }

  /** The output, [batch, time, hidden], with some units gone. */
  NDArray of(NDArray output);
}

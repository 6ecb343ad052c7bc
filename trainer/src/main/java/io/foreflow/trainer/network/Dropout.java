package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;

/** Dropout of a layer's output during training, before the layer above or the head reads it. */
@FunctionalInterface
public interface Dropout {

  /** No dropout, as in the exported file. */
  Dropout NONE = output -> output;

  /**
   * The weights from a layer's state to its next state, [outputs, inputs], with some of them set to
   * 0.
   */
  default NDArray ofState(NDArray weight) {
    return weight;
  }

  /** The output, [batch, time, hidden], with some units set to 0. */
  NDArray of(NDArray output);
}

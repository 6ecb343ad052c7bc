package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;

/** A loss: the number that a training minimizes. */
public interface Loss {

  /**
   * The mean loss over the targets that count.
   *
   * @param forecast [batch, time, levels * horizon], scaled differences to the base
   * @param targets [batch, time, horizon], scaled differences to the base
   * @param mask [batch, time, horizon], the weight of each target: 1 by default, 0 if it does not
   *     count
   */
  NDArray mean(NDArray forecast, NDArray targets, NDArray mask);
}

package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;

/** What a training makes small. */
public interface Loss {

  /**
   * The mean loss over the targets that count.
   *
   * @param forecast [batch, time, levels * horizon], scaled differences to the base
   * @param targets [batch, time, horizon], likewise
   * @param mask [batch, time, horizon]: what a target counts, usually 1; 0 if it does not
   */
  NDArray mean(NDArray forecast, NDArray targets, NDArray mask);
}

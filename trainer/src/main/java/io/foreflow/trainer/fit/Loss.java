package io.foreflow.trainer.fit;

import ai.djl.ndarray.NDArray;

/** What a training makes small. */
public interface Loss {

  /**
   * The mean loss over the targets that count.
   *
   * @param forecast [batch, time, levels * horizon], scaled differences to the base
   * @param targets [batch, time, horizon], likewise
   * @param mask [batch, time, horizon]: 1 where a target counts, else 0; at least one counts
   */
  NDArray mean(NDArray forecast, NDArray targets, NDArray mask);
}

package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.kernel.Tape;
import io.foreflow.trainer.network.Head;
import io.foreflow.trainer.network.LiveWeights;

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

  /**
   * The mean loss of a training step, from which its gradients start.
   *
   * @param head makes the input of {@link #mean}
   * @param outputs what the head reads, [origins, outputs], plain
   * @param targets [origins, horizon]
   * @param mask [origins, horizon]
   */
  default NDArray learn(
      Head head, NDArray outputs, NDArray targets, NDArray mask, LiveWeights weights, Tape tape) {
    NDArray forecast = head.sequence(tape.open(outputs).expandDims(0), weights);
    NDArray mean = mean(forecast, targets.expandDims(0), mask.expandDims(0));
    tape.goal(mean);
    return mean;
  }
}

package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.kernel.Tape;
import io.foreflow.trainer.network.Head;
import io.foreflow.trainer.network.LiveWeights;
import java.util.List;

/**
 * A loss in which some steps of the horizon count more than others.
 *
 * @param loss the loss of each target
 * @param weights the weights of the steps, relative to each other; not all zero
 */
public record HorizonWeightedLoss(Loss loss, List<Double> weights) implements Loss {

  public HorizonWeightedLoss {
    weights = List.copyOf(weights);
  }

  @Override
  public NDArray mean(NDArray forecast, NDArray targets, NDArray mask) {
    return loss.mean(forecast, targets, weighted(mask, new Shape(1, 1, weights.size())));
  }

  @Override
  public NDArray learn(
      Head head, NDArray outputs, NDArray targets, NDArray mask, LiveWeights live, Tape tape) {
    NDArray weighted = weighted(mask, new Shape(1, weights.size()));
    return loss.learn(head, outputs, targets, weighted, live, tape);
  }

  private NDArray weighted(NDArray mask, Shape ofSteps) {
    // The weights have the mean 1, like a mask. Losses divide by the mask's sum, or by 1 if the sum
    // is less.
    double middle = weights.stream().mapToDouble(Double::doubleValue).sum() / weights.size();
    float[] row = new float[weights.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (weights.get(i) / middle);
    }
    return mask.mul(mask.getManager().create(row, ofSteps));
  }
}

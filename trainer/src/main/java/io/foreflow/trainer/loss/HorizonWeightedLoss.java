package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
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
    // The weights have the mean 1, like a mask. Losses divide by the mask's sum, or by 1 if the sum
    // is less.
    double middle = weights.stream().mapToDouble(Double::doubleValue).sum() / weights.size();
    float[] row = new float[weights.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (weights.get(i) / middle);
    }
    NDArray ofSteps = mask.getManager().create(row, new Shape(1, 1, row.length));
    return loss.mean(forecast, targets, mask.mul(ofSteps));
  }
}

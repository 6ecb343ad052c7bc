package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.kernel.Numbers;
import io.foreflow.trainer.kernel.Tape;
import io.foreflow.trainer.network.Head;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.QuantileHead;
import java.util.List;

/**
 * Quantile loss, max(q e, (q - 1) e) with e = target - forecast. It is doubled, so that it is the
 * absolute error at the median. Errors count as at most {@code cap}. Beyond it they teach nothing,
 * so a series that jumps out of its scale cannot dominate the others.
 *
 * @param levels the quantiles that the forecast holds
 * @param cap the largest error that counts
 */
public record PinballLoss(List<Double> levels, double cap) implements Loss {

  public PinballLoss {
    levels = List.copyOf(levels);
  }

  @Override
  public NDArray mean(NDArray forecast, NDArray targets, NDArray mask) {
    Shape shape = targets.getShape();
    long horizon = shape.get(2);
    NDManager manager = forecast.getManager();
    NDArray byLevel = forecast.reshape(shape.get(0), shape.get(1), levels.size(), horizon);
    float[] quantiles = new float[levels.size()];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = levels.get(i).floatValue();
    }
    NDArray level = manager.create(quantiles, new Shape(quantiles.length, 1));
    NDArray error = targets.expandDims(2).sub(byLevel).clip(-cap, cap);
    // max(q e, (q - 1) e) as a sum. The gradient of the maximum takes ten passes over the errors,
    // because it shares out equal products; the gradient of this sum takes three.
    NDArray loss = error.getNDArrayInternal().relu().add(error.mul(level.sub(1)));
    NDArray counted = loss.mul(mask.expandDims(2)).sum();
    return Numbers.times(counted, 2f / quantiles.length).div(Numbers.atLeast(mask.sum(), 1));
  }

  @Override
  public NDArray learn(
      Head head, NDArray outputs, NDArray targets, NDArray mask, LiveWeights weights, Tape tape) {
    return head instanceof QuantileHead quantiles
        ? quantiles.quantileLoss(outputs, targets, mask, levels, cap, tape)
        : Loss.super.learn(head, outputs, targets, mask, weights, tape);
  }
}

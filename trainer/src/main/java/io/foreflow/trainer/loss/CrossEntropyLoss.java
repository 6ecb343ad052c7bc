package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.trainer.kernel.Numbers;

/**
 * Cross-entropy: minus the logarithm of the probability of the class that occurred. Targets are
 * moves from the reading at the origin, in scales.
 *
 * <p>It reads the scores of down, flat and up, each [batch, time, horizon].
 *
 * @param direction decides the class of a move
 */
public record CrossEntropyLoss(Direction direction) implements Loss {

  @Override
  public NDArray mean(NDArray forecast, NDArray targets, NDArray mask) {
    Shape shape = targets.getShape();
    int horizon = Math.toIntExact(shape.get(2));
    int classes = Direction.CLASSES.size();
    NDArray logs = forecast.reshape(shape.get(0), shape.get(1), classes, horizon).logSoftmax(2);
    float[] row = new float[horizon];
    for (int i = 0; i < horizon; i++) {
      row[i] = (float) direction.threshold(i + 1);
    }
    NDArray threshold = targets.getManager().create(row, new Shape(1, 1, horizon));
    NDArray up = targets.gt(threshold).toType(DataType.FLOAT32, false);
    NDArray down = targets.lt(threshold.neg()).toType(DataType.FLOAT32, false);
    NDArray flat = up.add(down).neg().add(1f);
    NDArray came = down.expandDims(2).concat(flat.expandDims(2), 2).concat(up.expandDims(2), 2);
    NDArray counted = logs.mul(came).sum(new int[] {2}).mul(mask).sum();
    return counted.neg().div(Numbers.atLeast(mask.sum(), 1));
  }
}

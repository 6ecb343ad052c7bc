package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.kernel.Numbers;

/**
 * The loss of a forecast that is one number, with e = target - forecast. Errors count as at most
 * {@code cap}, as in {@link PinballLoss}.
 *
 * @param penalty the penalty of an error
 * @param cap the largest error that counts
 */
public record PointLoss(Penalty penalty, double cap) implements Loss {

  /** The penalty of an error. */
  @FunctionalInterface
  public interface Penalty {
    /** The penalty of each error, in an array of the same shape. */
    NDArray of(NDArray error);
  }

  /** e^2, for which the best forecast is the mean. */
  public static PointLoss squared(double cap) {
    return new PointLoss(NDArray::square, cap);
  }

  /** |e|, for which the best forecast is the median. */
  public static PointLoss absolute(double cap) {
    return new PointLoss(NDArray::abs, cap);
  }

  /** Huber loss: e^2 / 2 up to delta, and its tangent delta (|e| - delta / 2) beyond. */
  public static PointLoss huber(double delta, double cap) {
    return new PointLoss(
        error -> {
          NDArray size = error.abs();
          NDArray near = Numbers.atMost(size, delta);
          return near.mul(size.sub(Numbers.times(near, 0.5)));
        },
        cap);
  }

  @Override
  public NDArray mean(NDArray forecast, NDArray targets, NDArray mask) {
    if (!forecast.getShape().equals(targets.getShape())) {
      throw new IllegalArgumentException(
          "forecasts of shape "
              + forecast.getShape()
              + " for targets of "
              + targets.getShape()
              + ": this loss needs one number for each target");
    }
    NDArray error = targets.sub(forecast).clip(-cap, cap);
    return penalty.of(error).mul(mask).sum().div(Numbers.atLeast(mask.sum(), 1));
  }
}

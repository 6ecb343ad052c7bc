package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;

/**
 * The loss of a forecast that is one number, e = target - forecast. Errors count as at most {@code
 * cap}, as in {@link PinballLoss}.
 *
 * @param penalty of an error
 * @param cap the largest error that counts
 */
public record PointLoss(Penalty penalty, double cap) implements Loss {

  /** What an error costs. */
  @FunctionalInterface
  public interface Penalty {
    /** The cost of each error, in an array of the same shape. */
    NDArray of(NDArray error);
  }

  /** e^2: the forecast becomes the mean. */
  public static PointLoss squared(double cap) {
    return new PointLoss(NDArray::square, cap);
  }

  /** |e|: the forecast becomes the median. */
  public static PointLoss absolute(double cap) {
    return new PointLoss(NDArray::abs, cap);
  }

  /** e^2 / 2 up to delta, and delta (|e| - delta / 2), its tangent, beyond. */
  public static PointLoss huber(double delta, double cap) {
    return new PointLoss(
        error -> {
          NDArray size = error.abs();
          NDArray near = size.minimum((float) delta);
          return near.mul(size.sub(near.mul(0.5)));
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
    return penalty.of(error).mul(mask).sum().div(mask.sum().maximum(1f));
  }
}

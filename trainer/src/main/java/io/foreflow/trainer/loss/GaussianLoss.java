package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.foreflow.trainer.kernel.Numbers;

/**
 * Negative log-likelihood of a normal distribution, log s + ((y - m) / s)^2 / 2 + log(2 pi) / 2.
 * Errors count as at most {@code cap}, as in {@link PinballLoss}.
 *
 * <p>It reads [m | log s], each [batch, time, horizon].
 *
 * @param cap the largest error that counts
 */
public record GaussianLoss(double cap) implements Loss {

  private static final double CONSTANT = Math.log(2 * Math.PI) / 2;

  @Override
  public NDArray mean(NDArray forecast, NDArray targets, NDArray mask) {
    long horizon = targets.getShape().get(2);
    NDList cut = forecast.split(new long[] {horizon}, 2);
    NDArray logScale = cut.get(1);
    NDArray error = targets.sub(cut.get(0)).clip(-cap, cap).mul(logScale.neg().exp());
    NDArray cost = logScale.add(Numbers.times(error.square(), 0.5)).add(CONSTANT);
    return cost.mul(mask).sum().div(Numbers.atLeast(mask.sum(), 1));
  }
}

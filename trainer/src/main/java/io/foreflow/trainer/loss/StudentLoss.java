package io.foreflow.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.foreflow.trainer.kernel.Numbers;

/**
 * Negative log-likelihood of a Student-t distribution with n degrees of freedom and e = (y - m) /
 * s:
 *
 * <pre>
 * log s + (n + 1) / 2 log(1 + e^2 / n) + log(n pi) / 2 + log gamma(n / 2) - log gamma((n + 1) / 2)
 * </pre>
 *
 * <p>Large errors count little anyway. Errors count as at most {@code cap}.
 *
 * <p>It reads [m | log s | n], each [batch, time, horizon], n the same in every row and slot.
 *
 * @param cap the largest error that counts
 */
public record StudentLoss(double cap) implements Loss {

  private static final NDIndex ONE_OF_ALL = new NDIndex("0:1, 0:1");

  @Override
  public NDArray mean(NDArray forecast, NDArray targets, NDArray mask) {
    long horizon = targets.getShape().get(2);
    NDList cut = forecast.split(new long[] {horizon, 2 * horizon}, 2);
    NDArray logScale = cut.get(1);
    // The gamma function is slow, so it is computed once for all slots.
    NDArray degrees = cut.get(2).get(ONE_OF_ALL);
    NDArray half = Numbers.times(degrees.add(1f), 0.5);
    NDArray constant =
        Numbers.times(Numbers.times(degrees, Math.PI).log(), 0.5)
            .add(Numbers.times(degrees, 0.5).gammaln())
            .sub(half.gammaln());
    NDArray error = targets.sub(cut.get(0)).clip(-cap, cap).mul(logScale.neg().exp());
    NDArray tails = error.square().div(degrees).add(1f).log().mul(half);
    NDArray cost = logScale.add(tails).add(constant);
    return cost.mul(mask).sum().div(Numbers.atLeast(mask.sum(), 1));
  }
}

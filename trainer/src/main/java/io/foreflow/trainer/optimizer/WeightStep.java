package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Operations that optimizers share. */
final class WeightStep {

  private static final float AS_IT_IS = 1;
  private static final float NO_CLIPPING = -1;

  private WeightStep() {}

  /**
   * The gradient of the loss plus {@code decay / 2} times the weight's square. It is on the
   * gradient's manager.
   */
  static NDArray penalized(NDArray weight, NDArray gradient, float decay) {
    if (decay == 0) {
      return gradient;
    }
    try (NDArray still = weight.stopGradient();
        NDArray pull = still.mul(decay)) {
      return gradient.add(pull);
    }
  }

  /**
   * Subtracts {@code rate * direction} from the weight in place. It uses the engine's own kernel,
   * because the engine does not allow any other change of a weight that requires a gradient.
   */
  static void move(NDArray weight, NDArray direction, float rate) {
    weight
        .getNDArrayInternal()
        .sgdUpdate(
            new NDList(weight, direction),
            new NDList(weight),
            rate,
            0,
            AS_IT_IS,
            NO_CLIPPING,
            0,
            true);
  }
}

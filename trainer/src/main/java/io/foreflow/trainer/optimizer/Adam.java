package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Adam and AdamW: running means of the gradient and of its square, both corrected for their start
 * at zero.
 *
 * <pre>
 * m' = 0.9 m + 0.1 g     v' = 0.999 v + 0.001 g^2
 * w' = w - rate m' / (1 - 0.9^t) / (sqrt(v' / (1 - 0.999^t)) + epsilon)
 * </pre>
 *
 * <p>Adam adds the decay to the gradient. AdamW subtracts {@code rate decay w} from the weight
 * instead, so that large gradients do not weaken the decay. The engine's own kernel computes the
 * sums, with one call for each weight. Like that kernel, it adds epsilon to sqrt(v'), before the
 * correction by 1 - 0.999^t.
 */
final class Adam implements Optimizer {

  private static final float KEPT_MEAN = 0.9f;
  private static final float KEPT_SQUARE = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final float AS_IT_IS = 1;
  private static final float NO_CLIPPING = -1;

  private final boolean decoupled;
  private final OptimizerState memory = new OptimizerState();

  /**
   * @param decoupled whether the decay acts on the weight (AdamW) and not on the gradient (Adam)
   */
  Adam(boolean decoupled) {
    this.decoupled = decoupled;
  }

  @Override
  public void update(String name, NDArray weight, NDArray gradient, Step step) {
    double freeMean = 1 - Math.pow(KEPT_MEAN, step.number());
    double freeSquare = 1 - Math.pow(KEPT_SQUARE, step.number());
    float freeRate = (float) (step.rate() * Math.sqrt(freeSquare) / freeMean);
    NDArray mean = memory.of(weight, name, "mean");
    NDArray square = memory.of(weight, name, "square");
    weight
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(weight, gradient, mean, square),
            new NDList(weight),
            step.rate(),
            freeRate,
            step.decay(),
            AS_IT_IS,
            NO_CLIPPING,
            KEPT_MEAN,
            KEPT_SQUARE,
            EPSILON,
            true,
            decoupled);
  }

  @Override
  public OptimizerState memory() {
    return memory;
  }
}

package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;

/**
 * AdaGrad: each weight's rate falls with the sum of its squared gradients. The decay is added to
 * the gradient.
 *
 * <pre>
 * s' = s + g^2     w' = w - rate g / (sqrt(s') + epsilon)
 * </pre>
 */
final class AdaGrad implements Optimizer {

  private static final double EPSILON = 1e-10;

  private final OptimizerState memory = new OptimizerState();

  @Override
  public void update(String name, NDArray weight, NDArray gradient, Step step) {
    NDArray slope = WeightStep.penalized(weight, gradient, step.decay());
    NDArray squares = memory.of(weight, name, "squares");
    squares.addi(slope.square());
    try (NDArray root = squares.sqrt()) {
      WeightStep.move(weight, slope.div(root.addi(EPSILON)), step.rate());
    }
  }

  @Override
  public OptimizerState memory() {
    return memory;
  }
}

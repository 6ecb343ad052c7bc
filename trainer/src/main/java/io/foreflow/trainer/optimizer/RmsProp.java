package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;

/**
 * RMSProp: gradients divided by the root of the running mean of their squares. The decay is added
 * to the gradient.
 *
 * <pre>
 * s' = 0.99 s + 0.01 g^2     w' = w - rate g / (sqrt(s') + epsilon)
 * </pre>
 */
final class RmsProp implements Optimizer {

  private static final double KEPT = 0.99;
  private static final double EPSILON = 1e-8;

  private final OptimizerState memory = new OptimizerState();

  @Override
  public void update(String name, NDArray weight, NDArray gradient, Step step) {
    NDArray slope = WeightStep.penalized(weight, gradient, step.decay());
    NDArray squares = memory.of(weight, name, "squares");
    squares.muli(KEPT).addi(slope.square().muli(1 - KEPT));
    try (NDArray root = squares.sqrt()) {
      WeightStep.move(weight, slope.div(root.addi(EPSILON)), step.rate());
    }
  }

  @Override
  public OptimizerState memory() {
    return memory;
  }
}

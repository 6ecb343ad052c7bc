package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;

/**
 * Gradient descent with momentum. The decay is added to the gradient.
 *
 * <pre>
 * v' = momentum v + g     w' = w - rate v'                      (plain)
 *                         w' = w - rate (g + momentum v')       (Nesterov)
 * </pre>
 */
final class Sgd implements Optimizer {

  private final double momentum;
  private final boolean nesterov;
  private final OptimizerState memory = new OptimizerState();

  Sgd(double momentum, boolean nesterov) {
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  @Override
  public void update(String name, NDArray weight, NDArray gradient, Step step) {
    NDArray slope = WeightStep.penalized(weight, gradient, step.decay());
    if (momentum == 0) {
      WeightStep.move(weight, slope, step.rate());
      return;
    }
    NDArray velocity = memory.of(weight, name, "velocity");
    velocity.muli(momentum).addi(slope);
    if (!nesterov) {
      WeightStep.move(weight, velocity, step.rate());
      return;
    }
    try (NDArray ahead = velocity.mul(momentum)) {
      WeightStep.move(weight, slope.add(ahead), step.rate());
    }
  }

  @Override
  public OptimizerState memory() {
    return memory;
  }
}

package io.foreflow.trainer.fit;

import ai.djl.ndarray.NDArray;

/**
 * Gradient descent with momentum, decay added to the gradient:
 *
 * <pre>
 * v' = momentum v + g     w' = w - rate v'                      (plain)
 *                         w' = w - rate (g + momentum v')       (Nesterov)
 * </pre>
 */
final class Sgd implements Optimizer {

  private final double momentum;
  private final boolean nesterov;
  private final Memory memory = new Memory();

  Sgd(double momentum, boolean nesterov) {
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  @Override
  public void update(String name, NDArray weight, NDArray gradient, Step step) {
    NDArray slope = Descent.penalized(weight, gradient, step.decay());
    if (momentum == 0) {
      Descent.move(weight, slope, step.rate());
      return;
    }
    NDArray velocity = memory.of(weight, name, "velocity");
    velocity.muli(momentum).addi(slope);
    if (!nesterov) {
      Descent.move(weight, velocity, step.rate());
      return;
    }
    try (NDArray ahead = velocity.mul(momentum)) {
      Descent.move(weight, slope.add(ahead), step.rate());
    }
  }

  @Override
  public Memory memory() {
    return memory;
  }
}

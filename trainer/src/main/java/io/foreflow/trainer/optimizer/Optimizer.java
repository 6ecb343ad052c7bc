package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;

/** A rule that moves weights along their gradients. It remembers what it needs for each weight. */
public interface Optimizer {

  /**
   * The settings of one update.
   *
   * @param number number of the update, from 1; skipped updates do not count
   * @param rate the learning rate
   * @param decay how strongly the weight is drawn to zero; 0 for no decay
   */
  record Step(int number, float rate, float decay) {}

  /**
   * Moves one weight in place.
   *
   * @param name name of the weight, the same in every update
   * @param weight the weight, which requires a gradient
   * @param gradient its gradient, on a manager that is closed after the update
   * @param step the settings, the same for all weights of an update except for the decay
   */
  void update(String name, NDArray weight, NDArray gradient, Step step);

  /** The memory of this optimizer. */
  OptimizerState memory();
}

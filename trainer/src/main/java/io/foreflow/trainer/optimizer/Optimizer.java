package io.foreflow.trainer.optimizer;

import ai.djl.ndarray.NDArray;

/** A rule by which weights move along their gradients. Remembers what it needs of each weight. */
public interface Optimizer {

  /**
   * What an update goes by.
   *
   * @param number of the update, from 1; updates that were not made do not count
   * @param rate the learning rate
   * @param decay how strongly the weight is drawn to zero; 0 for not at all
   */
  record Step(int number, float rate, float decay) {}

  /**
   * Moves one weight in place.
   *
   * @param name of the weight, the same in every update
   * @param weight which requires a gradient
   * @param gradient on a manager that ends with the update
   * @param step the same for all weights of an update but for the decay
   */
  void update(String name, NDArray weight, NDArray gradient, Step step);

  /** What it remembers of the weights. */
  OptimizerState memory();
}

package io.foreflow.trainer.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.foreflow.trainer.network.LiveWeights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Moves the weights along their gradients: clipped, by the optimizer that the configuration names,
 * and never by a gradient that is not finite.
 */
final class Updates {

  /** So many useless gradients in a row mean that the training is lost. */
  private static final int PATIENCE = 20;

  private static final NDIndex EVERYTHING = new NDIndex(":");

  private final LiveWeights weights;
  private final FitConfig config;
  private final LearningRate rate;
  private final Optimizer optimizer;
  private double largestNorm;
  private int made;
  private int skipped;
  private int skippedInARow;

  Updates(LiveWeights weights, FitConfig config, LearningRate rate) {
    this.weights = weights;
    this.config = config;
    this.rate = rate;
    this.optimizer = config.optimizer().start();
  }

  /** One update from the gradients of the last backward pass, which it clears. */
  void step(NDManager scratch) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    weights
        .all()
        .forEach(
            (name, array) -> {
              NDArray gradient = array.getGradient();
              gradient.attach(scratch);
              gradients.put(name, gradient);
            });
    double norm = GradientClip.clip(gradients.values(), config.clipNorm());
    if (Double.isFinite(norm)) {
      skippedInARow = 0;
      largestNorm = Math.max(largestNorm, norm);
      move(gradients);
    } else {
      skip();
    }
    gradients.values().forEach(Updates::clear);
  }

  private void move(Map<String, NDArray> gradients) {
    made++;
    float now = rate.at(made - 1);
    Optimizer.Step ofMatrices = new Optimizer.Step(made, now, (float) config.weightDecay());
    Optimizer.Step ofBiases = new Optimizer.Step(made, now, 0);
    gradients.forEach(
        (name, gradient) ->
            optimizer.update(
                name, weights.get(name), gradient, name.endsWith(".bias") ? ofBiases : ofMatrices));
  }

  /** In place; not by set(float[]), which leaves the array on memory that Java frees. */
  private static void clear(NDArray gradient) {
    gradient.set(EVERYTHING, 0f);
  }

  private void skip() {
    skipped++;
    if (++skippedInARow >= PATIENCE) {
      throw new IllegalStateException(
          "the last "
              + PATIENCE
              + " gradients were not finite, so the training is lost; lower learning-rate, now "
              + config.learningRate());
    }
  }

  int skipped() {
    return skipped;
  }

  /** The largest norm since this was last asked. */
  double largestNorm() {
    double norm = largestNorm;
    largestNorm = 0;
    return norm;
  }
}

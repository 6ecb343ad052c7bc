package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.optimizer.GradientClip;
import io.foreflow.trainer.optimizer.LearningRate;
import io.foreflow.trainer.optimizer.Optimizer;
import io.foreflow.trainer.state.FitState;
import java.util.Map;

/**
 * Moves the weights along their gradients: clipped, by the optimizer that the configuration names,
 * and never by a step that is not finite.
 */
final class WeightUpdates {

  /** So many useless steps in a row mean that the training is lost. */
  private static final int PATIENCE = 20;

  /** What a step that is not finite leaves of the learning rate. */
  private static final double LOWERED = 0.5;

  /** After so many good steps in a row the rate is raised as far as it was lowered once. */
  private static final int CALM = 50;

  private final LiveWeights weights;
  private final FitConfig config;
  private final LearningRate rate;
  private final Optimizer optimizer;
  private double largestNorm;
  private double share = 1;
  private int made;
  private int skipped;
  private int skippedInARow;
  private int calm;

  WeightUpdates(LiveWeights weights, FitConfig config, LearningRate rate) {
    this.weights = weights;
    this.config = config;
    this.rate = rate;
    this.optimizer = config.optimizer().start();
  }

  /**
   * One update, if loss and gradients are finite; else none, and smaller ones from here on.
   *
   * @return whether the weights moved
   * @throws TrainingLostException if nothing was finite for long
   */
  boolean step(double loss, Map<String, NDArray> gradients) {
    double norm = GradientClip.clip(gradients.values(), config.clipNorm());
    if (!Double.isFinite(norm) || !Double.isFinite(loss)) {
      skip();
      return false;
    }
    skippedInARow = 0;
    largestNorm = Math.max(largestNorm, norm);
    move(gradients);
    if (++calm % CALM == 0) {
      share = Math.min(1, share / LOWERED);
    }
    return true;
  }

  private void move(Map<String, NDArray> gradients) {
    float now = (float) currentRate();
    made++;
    Optimizer.Step ofMatrices = new Optimizer.Step(made, now, (float) config.weightDecay());
    Optimizer.Step ofBiases = new Optimizer.Step(made, now, 0);
    gradients.forEach(
        (name, gradient) ->
            optimizer.update(
                name, weights.get(name), gradient, name.endsWith(".bias") ? ofBiases : ofMatrices));
  }

  private void skip() {
    skipped++;
    calm = 0;
    share *= LOWERED;
    if (++skippedInARow >= PATIENCE) {
      throw new TrainingLostException(
          "the last "
              + PATIENCE
              + " steps were not finite although the learning rate was halved each time, so the"
              + " training was stopped; lower learning-rate, now "
              + config.rate().peak()
              + ", or check the history for impossible values");
    }
  }

  /** The rate of the next update. */
  double currentRate() {
    return rate.at(made) * share;
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

  void save(FitState state) {
    state.put("updates", made, skipped, skippedInARow, calm, share, largestNorm);
    optimizer.memory().save(state);
  }

  void restore(FitState state) {
    double[] saved = state.numbers("updates");
    made = (int) saved[0];
    skipped = (int) saved[1];
    skippedInARow = (int) saved[2];
    calm = (int) saved[3];
    share = saved[4];
    largestNorm = saved[5];
    optimizer.memory().restore(state);
  }
}

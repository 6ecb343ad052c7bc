package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.optimizer.GradientClip;
import io.foreflow.trainer.optimizer.LearningRate;
import io.foreflow.trainer.optimizer.Optimizer;
import io.foreflow.trainer.state.FitState;
import java.util.Map;

/**
 * Updates the weights along their clipped gradients, with the configured optimizer. It skips
 * updates that are not finite.
 */
final class WeightUpdates {

  /** The number of skipped updates in a row after which the training is stopped. */
  private static final int PATIENCE = 20;

  /** The factor by which a skipped update lowers the learning rate. */
  private static final double LOWERED = 0.5;

  /** The number of good updates in a row after which the rate is raised by one such factor. */
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
   * Makes one update if loss and gradients are finite. Otherwise it skips the update and lowers the
   * rate of the next ones.
   *
   * @return whether the weights were updated
   * @throws TrainingLostException if too many updates in a row were skipped
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

  /** The learning rate of the next update. */
  double currentRate() {
    return rate.at(made) * share;
  }

  int skipped() {
    return skipped;
  }

  /** The largest norm since the last call. */
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

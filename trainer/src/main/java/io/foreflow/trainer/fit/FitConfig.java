package io.foreflow.trainer.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * How a network learns.
 *
 * @param steps weight updates, at least 1
 * @param rounds validations in the whole training, evenly spaced, in 1..steps
 * @param batch windows in a step, at least 1
 * @param window slots of a window; every slot of it is a forecast origin
 * @param burnIn slots at the start of a window that only warm the cells up and carry no loss
 * @param learningRate peak of the schedule: linear warm-up, then a cosine to a hundredth
 * @param weightDecay on matrices only; AdamW takes it off the weights, others add it to the
 *     gradient
 * @param clipNorm the largest global norm of the gradients
 * @param lossCap scaled errors count as at most this
 * @param validation slots at the end of each series that are held out; 0 trains on everything,
 *     keeping the last weights
 * @param optimizer by which rule the weights move
 * @param loss what is made small
 * @param dropout chance of a layer's unit to be left out of a window
 */
public record FitConfig(
    int steps,
    int rounds,
    int batch,
    int window,
    int burnIn,
    double learningRate,
    double weightDecay,
    double clipNorm,
    double lossCap,
    int validation,
    OptimizerConfig optimizer,
    LossConfig loss,
    double dropout) {

  /** With the default optimizer and loss, without dropout. */
  public FitConfig(
      int steps,
      int rounds,
      int batch,
      int window,
      int burnIn,
      double learningRate,
      double weightDecay,
      double clipNorm,
      double lossCap,
      int validation) {
    this(
        steps,
        rounds,
        batch,
        window,
        burnIn,
        learningRate,
        weightDecay,
        clipNorm,
        lossCap,
        validation,
        OptimizerConfig.DEFAULT,
        LossConfig.DEFAULT,
        0);
  }

  public FitConfig {
    List<String> problems = new ArrayList<>();
    FitOptions.STEPS.check(problems, steps);
    FitOptions.BATCH.check(problems, batch);
    FitOptions.WINDOW.check(problems, window);
    FitOptions.LEARNING_RATE.check(problems, learningRate);
    FitOptions.WEIGHT_DECAY.check(problems, weightDecay);
    FitOptions.CLIP_NORM.check(problems, clipNorm);
    LossOptions.LOSS_CAP.check(problems, lossCap);
    FitOptions.DROPOUT.check(problems, dropout);
    FitOptions.VALIDATION.check(problems, validation);
    if (rounds < 1 || rounds > Math.max(1, steps)) {
      problems.add(FitOptions.ROUNDS.problem(rounds) + ", " + steps);
    }
    if (burnIn < 0 || burnIn >= window) {
      problems.add(FitOptions.BURN_IN.problem(burnIn) + ", " + window);
    }
    if (loss.hasDelta() && loss.huberDelta() >= Math.max(lossCap, 0)) {
      problems.add(
          "huber-delta is "
              + loss.huberDelta()
              + ", it must be below loss-cap, "
              + lossCap
              + ": beyond it no error counts");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}

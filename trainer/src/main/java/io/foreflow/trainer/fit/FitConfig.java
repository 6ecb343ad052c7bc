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
    check(problems, steps >= 1, "steps", steps, "at least 1");
    check(problems, rounds >= 1 && rounds <= Math.max(1, steps), "rounds", rounds, "in 1..steps");
    check(problems, batch >= 1, "batch", batch, "at least 1");
    check(problems, window >= 2, "window", window, "at least 2");
    check(problems, burnIn >= 0 && burnIn < window, "burnIn", burnIn, "in [0, window)");
    check(
        problems, learningRate > 0 && learningRate < 1, "learningRate", learningRate, "in (0, 1)");
    check(problems, weightDecay >= 0 && weightDecay < 1, "weightDecay", weightDecay, "in [0, 1)");
    check(problems, clipNorm > 0, "clipNorm", clipNorm, "above 0");
    check(problems, lossCap > 0, "lossCap", lossCap, "above 0");
    check(
        problems,
        loss.huberDelta() < Math.max(lossCap, 0) || !loss.hasDelta(),
        "huberDelta",
        loss.huberDelta(),
        "below lossCap, " + lossCap + ": beyond it no error counts");
    check(problems, dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
    check(problems, validation >= 0, "validation", validation, "at least 0");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void check(
      List<String> problems, boolean holds, String name, Number found, String allowed) {
    if (!holds) {
      problems.add(name + " is " + found + ", it must be " + allowed);
    }
  }
}

package io.foreflow.trainer.loop;

import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.loss.LossOptions;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How a network learns.
 *
 * @param steps weight updates, at least 1
 * @param rounds validations in the whole training, evenly spaced, in 1..steps
 * @param windows which stretches of history a step learns from
 * @param rate how large the steps are along the way
 * @param optimizer by which rule the weights move
 * @param loss what is made small
 * @param tail what is held out
 * @param averaging a mean of the weights that is kept beside them
 * @param weightDecay on matrices only; AdamW takes it off the weights, others add it to the
 *     gradient
 * @param clipNorm the largest global norm of the gradients
 * @param lossCap scaled errors count as at most this
 * @param dropout chance of a layer's unit to be left out of a window
 * @param recurrentDropout chance of a weight between a layer's states to be left out of a step
 */
public record FitConfig(
    int steps,
    int rounds,
    WindowConfig windows,
    RateConfig rate,
    OptimizerConfig optimizer,
    LossConfig loss,
    TailConfig tail,
    AveragingConfig averaging,
    double weightDecay,
    double clipNorm,
    double lossCap,
    double dropout,
    double recurrentDropout) {

  public FitConfig {
    List<String> problems = new ArrayList<>();
    FitOptions.STEPS.check(problems, steps);
    FitOptions.WEIGHT_DECAY.check(problems, weightDecay);
    FitOptions.CLIP_NORM.check(problems, clipNorm);
    LossOptions.LOSS_CAP.check(problems, lossCap);
    FitOptions.DROPOUT.check(problems, dropout);
    FitOptions.RECURRENT_DROPOUT.check(problems, recurrentDropout);
    if (rounds < 1 || rounds > Math.max(1, steps)) {
      problems.add(FitOptions.ROUNDS.problem(rounds) + ", " + steps);
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

  /**
   * With what is held out decided by the history.
   *
   * @param length slots of a usual series
   */
  public FitConfig suitedTo(long length, int horizon) {
    return new FitConfig(
        steps,
        rounds,
        windows,
        rate,
        optimizer,
        loss,
        tail.suitedTo(length, horizon),
        averaging,
        weightDecay,
        clipNorm,
        lossCap,
        dropout,
        recurrentDropout);
  }

  /** Slots held out at the end of each series. */
  public int validation() {
    return tail.slots();
  }

  /** Whether a validation follows a step, counted from 1. */
  boolean endsRound(int step) {
    return (long) step * rounds / steps > (long) (step - 1) * rounds / steps;
  }
}

package io.foreflow.trainer.loop;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.Optional;

/**
 * The configuration of how a network learns.
 *
 * @param steps number of weight updates, at least 1
 * @param rounds number of validations in the whole training, evenly spaced, in 1..steps
 * @param windows the stretches of history that a step learns from
 * @param rate the size of the steps during the training
 * @param optimizer the rule that moves the weights
 * @param loss the loss that is minimized
 * @param tail the end of each series that is held out
 * @param averaging a mean of the weights that is kept in addition to them
 * @param weightDecay decay of matrices only; AdamW subtracts it from the weights, others add it to
 *     the gradient
 * @param clipNorm the largest global norm of the gradients
 * @param lossCap the largest scaled error that counts; larger errors count as this one
 * @param dropout chance that a layer's unit is left out of a window
 * @param recurrentDropout chance that a weight between a layer's states is left out of a step
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

  private static final int DEFAULT_ROUNDS = 20;

  public static final OptionGroup GROUP = new OptionGroup("How it learns");

  public static final Option<Integer> STEPS =
      Option.of(GROUP, "steps", ValueType.INTEGER, Rule.atLeast(1), "600")
          .help("Number of weight updates.");

  public static final Option<Integer> ROUNDS =
      Option.derived(
              GROUP,
              "rounds",
              ValueType.INTEGER,
              new Rule<>("from 1 to steps", value -> value >= 1),
              "20, or the steps if they are fewer")
          .help("Number of validations in the whole training, evenly spaced.");

  public static final Option<Double> WEIGHT_DECAY =
      Option.of(GROUP, "weight-decay", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.001")
          .help(
              "Decay of the weights, of matrices only. adamw subtracts it from the "
                  + "weights, others add it to the gradient.");

  public static final Option<Double> CLIP_NORM =
      Option.of(GROUP, "clip-norm", ValueType.NUMBER, Rule.above(0), "1.0")
          .help(
              "The largest global norm of the gradients. Larger gradients are scaled "
                  + "down to it.");

  public static final Option<Double> DROPOUT =
      Option.of(GROUP, "dropout", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.0")
          .help("Chance that a unit of a layer is left out of a window during the " + "training.");

  public static final Option<Double> RECURRENT_DROPOUT =
      Option.of(GROUP, "recurrent-dropout", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.0")
          .help(
              "Chance that a weight from a layer's state to its next state is left out "
                  + "of a step during the training.");

  public FitConfig {
    Problems problems = new Problems();
    problems.check(STEPS, steps);
    problems.check(WEIGHT_DECAY, weightDecay);
    problems.check(CLIP_NORM, clipNorm);
    problems.check(LossConfig.LOSS_CAP, lossCap);
    problems.check(DROPOUT, dropout);
    problems.check(RECURRENT_DROPOUT, recurrentDropout);
    if (rounds < 1 || rounds > Math.max(1, steps)) {
      problems.add("rounds", rounds, "must be " + ROUNDS.rule().text() + ", " + steps);
    }
    if (loss.hasDelta() && loss.huberDelta() >= Math.max(lossCap, 0)) {
      problems.add(
          "huber-delta",
          loss.huberDelta(),
          "must be below loss-cap, " + lossCap + ": beyond it no error counts");
    }
    problems.throwIfAny();
  }

  /**
   * A copy in which the history has decided what is held out.
   *
   * @param length number of slots of a typical series
   * @param series number of series
   */
  public FitConfig suitedTo(long length, int series, int horizon) {
    return new FitConfig(
        steps,
        rounds,
        windows,
        rate,
        optimizer,
        loss,
        tail.suitedTo(length, series, horizon),
        averaging,
        weightDecay,
        clipNorm,
        lossCap,
        dropout,
        recurrentDropout);
  }

  /** The number of slots that are held out at the end of each series. */
  public int validation() {
    return tail.slots();
  }

  /** Whether a validation follows a step. The first step is 1. */
  boolean endsRound(int step) {
    return (long) step * rounds / steps > (long) (step - 1) * rounds / steps;
  }

  /**
   * Makes the configuration from settings.
   *
   * @param context number of readings that a state holds
   * @param horizon number of slots to forecast ahead
   * @throws IllegalArgumentException naming every problem
   */
  public static FitConfig from(Settings settings, int context, int horizon) {
    Problems problems = new Problems();
    int steps = settings.get(STEPS);
    int defaultWindow = Math.max(2, context + Math.max(1, horizon));
    int window = settings.get(WindowConfig.WINDOW, () -> defaultWindow);
    Optional<WindowConfig> windows =
        problems.collect(() -> WindowConfig.from(settings, defaultWindow));
    Optional<RateConfig> rate = problems.collect(() -> RateConfig.from(settings));
    Optional<OptimizerConfig> optimizer = problems.collect(() -> OptimizerConfig.from(settings));
    Optional<LossConfig> loss = problems.collect(() -> LossConfig.from(settings));
    Optional<TailConfig> tail =
        problems.collect(
            () ->
                TailConfig.from(
                    settings, 2 * Math.max(1, horizon), Math.max(defaultWindow, window)));
    Optional<AveragingConfig> averaging = problems.collect(() -> AveragingConfig.from(settings));
    // Defaults take the place of parts that could not be built, so that the rest is checked too.
    Settings none = new Settings();
    Optional<FitConfig> config =
        problems.collect(
            () ->
                new FitConfig(
                    steps,
                    settings.get(ROUNDS, () -> Math.max(1, Math.min(DEFAULT_ROUNDS, steps))),
                    windows.orElseGet(() -> WindowConfig.from(none, defaultWindow)),
                    rate.orElseGet(() -> RateConfig.from(none)),
                    optimizer.orElseGet(() -> OptimizerConfig.from(none)),
                    loss.orElseGet(() -> LossConfig.from(none)),
                    tail.orElseGet(() -> TailConfig.from(none, 2, defaultWindow)),
                    averaging.orElse(AveragingConfig.OFF),
                    settings.get(WEIGHT_DECAY),
                    settings.get(CLIP_NORM),
                    settings.get(LossConfig.LOSS_CAP),
                    settings.get(DROPOUT),
                    settings.get(RECURRENT_DROPOUT)));
    problems.throwIfAny();
    return config.orElseThrow();
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(STEPS, steps)
        .put(ROUNDS, rounds)
        .put(WEIGHT_DECAY, weightDecay)
        .put(CLIP_NORM, clipNorm)
        .put(DROPOUT, dropout)
        .put(RECURRENT_DROPOUT, recurrentDropout);
    windows.put(into);
    rate.put(into);
    optimizer.put(into);
    loss.put(into);
    into.put(LossConfig.LOSS_CAP, lossCap);
    tail.put(into);
    averaging.put(into);
  }
}

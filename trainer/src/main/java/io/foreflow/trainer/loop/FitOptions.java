package io.foreflow.trainer.loop;

import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.loss.LossOptions;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.OptimizerOptions;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.optimizer.RateOptions;
import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Problems;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.TailOptions;
import io.foreflow.trainer.window.WindowConfig;
import io.foreflow.trainer.window.WindowOptions;
import java.util.List;
import java.util.Optional;

/** The options of {@link FitConfig} that belong to none of its parts. */
public final class FitOptions {

  public static final TrainingOption<Integer> STEPS =
      TrainingOption.of("steps", OptionType.INTEGER, Rule.atLeast(1), 600, "Weight updates.");

  public static final TrainingOption<Integer> ROUNDS =
      TrainingOption.derived(
          "rounds",
          OptionType.INTEGER,
          new Rule<>("from 1 to steps", value -> value >= 1),
          "20, or the steps if they are fewer",
          "Validations in the whole training, evenly spaced.");

  public static final TrainingOption<Double> WEIGHT_DECAY =
      TrainingOption.of(
          "weight-decay",
          OptionType.NUMBER,
          Rule.fromUpTo(0, 1),
          1e-3,
          "Decay of the weights, of matrices only. adamw takes it off the weights, others add it to"
              + " the gradient.");

  public static final TrainingOption<Double> CLIP_NORM =
      TrainingOption.of(
          "clip-norm",
          OptionType.NUMBER,
          Rule.above(0),
          1.0,
          "The largest global norm of the gradients; larger ones are scaled down as a whole.");

  public static final TrainingOption<Double> DROPOUT =
      TrainingOption.of(
          "dropout",
          OptionType.NUMBER,
          Rule.fromUpTo(0, 1),
          0.0,
          "Chance of a layer's unit to be left out of a window while learning.");

  public static final TrainingOption<Double> RECURRENT_DROPOUT =
      TrainingOption.of(
          "recurrent-dropout",
          OptionType.NUMBER,
          Rule.fromUpTo(0, 1),
          0.0,
          "Chance of a weight from a layer's state to its next one to be left out of a step while"
              + " learning.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "How it learns",
          List.of(STEPS, ROUNDS, WEIGHT_DECAY, CLIP_NORM, DROPOUT, RECURRENT_DROPOUT));

  private static final int USUAL_ROUNDS = 20;

  private FitOptions() {}

  /** The groups of all that a {@link FitConfig} is made of. */
  public static List<OptionGroup> groups() {
    return List.of(
        GROUP,
        WindowOptions.GROUP,
        RateOptions.GROUP,
        OptimizerOptions.GROUP,
        LossOptions.GROUP,
        TailOptions.GROUP,
        AveragingOptions.GROUP);
  }

  /**
   * The configuration that the settings give.
   *
   * @param context readings that a state holds
   * @param horizon slots ahead that are forecast
   * @throws IllegalArgumentException naming every problem
   */
  public static FitConfig build(Settings settings, int context, int horizon) {
    Problems problems = new Problems();
    int steps = settings.get(STEPS);
    int usualWindow = Math.max(2, context + Math.max(1, horizon));
    int window = settings.get(WindowOptions.WINDOW, () -> usualWindow);
    Optional<WindowConfig> windows =
        problems.collect(() -> WindowOptions.build(settings, usualWindow));
    Optional<RateConfig> rate = problems.collect(() -> RateOptions.build(settings));
    Optional<OptimizerConfig> optimizer = problems.collect(() -> OptimizerOptions.build(settings));
    Optional<LossConfig> loss = problems.collect(() -> LossOptions.build(settings));
    Optional<TailConfig> tail =
        problems.collect(
            () ->
                TailOptions.build(
                    settings, 2 * Math.max(1, horizon), Math.max(usualWindow, window)));
    Optional<AveragingConfig> averaging = problems.collect(() -> AveragingOptions.build(settings));
    // Parts that could not be built stand in as their defaults, so that the rest is checked too.
    Settings none = new Settings();
    Optional<FitConfig> config =
        problems.collect(
            () ->
                new FitConfig(
                    steps,
                    settings.get(ROUNDS, () -> Math.max(1, Math.min(USUAL_ROUNDS, steps))),
                    windows.orElseGet(() -> WindowOptions.build(none, usualWindow)),
                    rate.orElseGet(() -> RateOptions.build(none)),
                    optimizer.orElseGet(() -> OptimizerOptions.build(none)),
                    loss.orElseGet(() -> LossOptions.build(none)),
                    tail.orElseGet(() -> TailOptions.build(none, 2, usualWindow)),
                    averaging.orElse(AveragingConfig.NONE),
                    settings.get(WEIGHT_DECAY),
                    settings.get(CLIP_NORM),
                    settings.get(LossOptions.LOSS_CAP),
                    settings.get(DROPOUT),
                    settings.get(RECURRENT_DROPOUT)));
    problems.throwIfAny();
    return config.orElseThrow();
  }

  /** The values of a configuration, those that say nothing left out. */
  public static void put(FitConfig config, Settings into) {
    into.put(STEPS, config.steps())
        .put(ROUNDS, config.rounds())
        .put(WEIGHT_DECAY, config.weightDecay())
        .put(CLIP_NORM, config.clipNorm())
        .put(DROPOUT, config.dropout())
        .put(RECURRENT_DROPOUT, config.recurrentDropout());
    WindowOptions.put(config.windows(), into);
    RateOptions.put(config.rate(), into);
    OptimizerOptions.put(config.optimizer(), into);
    LossOptions.put(config.loss(), into);
    into.put(LossOptions.LOSS_CAP, config.lossCap());
    TailOptions.put(config.tail(), into);
    AveragingOptions.put(config.averaging(), into);
  }
}

package io.foreflow.trainer.fit;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options of {@link FitConfig} but for those of the loss and the optimizer. */
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

  public static final TrainingOption<Integer> BATCH =
      TrainingOption.of(
          "batch", OptionType.INTEGER, Rule.atLeast(1), 32, "Windows in a weight update.");

  public static final TrainingOption<Integer> WINDOW =
      TrainingOption.derived(
          "window",
          OptionType.INTEGER,
          Rule.atLeast(2),
          "context plus horizon",
          "Slots of a window; every slot of it is a forecast origin.");

  public static final TrainingOption<Integer> BURN_IN =
      TrainingOption.derived(
          "burn-in",
          OptionType.INTEGER,
          new Rule<>("at least 0 and less than the window", value -> value >= 0),
          "an eighth of the window",
          "Slots at the start of a window that only warm the cells up and carry no loss.");

  public static final TrainingOption<Double> LEARNING_RATE =
      TrainingOption.of(
          "learning-rate",
          OptionType.NUMBER,
          Rule.between(0, 1),
          3e-3,
          "The learning rate at its peak.");

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

  public static final TrainingOption<Integer> VALIDATION =
      TrainingOption.derived(
          "validation",
          OptionType.INTEGER,
          Rule.atLeast(0),
          "twice the horizon",
          "Slots held out at the end of each series; 0 trains on everything and keeps the last"
              + " weights.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "How it learns",
          List.of(
              STEPS,
              ROUNDS,
              BATCH,
              WINDOW,
              BURN_IN,
              LEARNING_RATE,
              WEIGHT_DECAY,
              CLIP_NORM,
              DROPOUT,
              VALIDATION));

  private static final int USUAL_ROUNDS = 20;

  private FitOptions() {}

  /**
   * The configuration that the settings give.
   *
   * @param context readings that a state holds
   * @param horizon slots ahead that are forecast
   * @throws IllegalArgumentException naming every problem
   */
  public static FitConfig build(Settings settings, int context, int horizon) {
    List<String> problems = new ArrayList<>();
    OptimizerConfig rule = collect(problems, () -> OptimizerOptions.build(settings));
    LossConfig goal = collect(problems, () -> LossOptions.build(settings));
    FitConfig config =
        collect(
            problems,
            () ->
                config(
                    settings,
                    context,
                    Math.max(1, horizon),
                    rule == null ? OptimizerConfig.DEFAULT : rule,
                    goal == null ? LossConfig.DEFAULT : goal));
    if (config == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return config;
  }

  private static FitConfig config(
      Settings settings, int context, int horizon, OptimizerConfig rule, LossConfig goal) {
    int steps = settings.get(STEPS);
    int window = settings.get(WINDOW, () -> context + horizon);
    return new FitConfig(
        steps,
        settings.get(ROUNDS, () -> Math.max(1, Math.min(USUAL_ROUNDS, steps))),
        settings.get(BATCH),
        window,
        settings.get(BURN_IN, () -> window / 8),
        settings.get(LEARNING_RATE),
        settings.get(WEIGHT_DECAY),
        settings.get(CLIP_NORM),
        settings.get(LossOptions.LOSS_CAP),
        settings.get(VALIDATION, () -> 2 * horizon),
        rule,
        goal,
        settings.get(DROPOUT));
  }

  private static <T> @Nullable T collect(List<String> problems, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The values of a configuration, those that say nothing left out. */
  public static void put(FitConfig config, Settings into) {
    into.put(STEPS, config.steps())
        .put(ROUNDS, config.rounds())
        .put(BATCH, config.batch())
        .put(WINDOW, config.window())
        .put(BURN_IN, config.burnIn())
        .put(LEARNING_RATE, config.learningRate())
        .put(WEIGHT_DECAY, config.weightDecay())
        .put(CLIP_NORM, config.clipNorm())
        .put(DROPOUT, config.dropout())
        .put(VALIDATION, config.validation());
    OptimizerOptions.put(config.optimizer(), into);
    LossOptions.put(config.loss(), into);
    into.put(LossOptions.LOSS_CAP, config.lossCap());
  }
}

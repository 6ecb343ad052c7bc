package io.foreflow.trainer.optimizer;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link RateConfig}. */
public final class RateOptions {

  static final String COSINE = "cosine";
  static final String CONSTANT = "constant";
  static final String STEP = "step";
  static final String EXPONENTIAL = "exponential";
  static final String ONE_CYCLE = "one-cycle";

  /** The schedules there are. */
  public static final List<String> SCHEDULES =
      List.of(COSINE, CONSTANT, STEP, EXPONENTIAL, ONE_CYCLE);

  public static final TrainingOption<Double> LEARNING_RATE =
      TrainingOption.of(
          "learning-rate",
          OptionType.NUMBER,
          Rule.between(0, 1),
          3e-3,
          "The learning rate at its peak. The default suits the Adams; other optimizers want one of"
              + " their own.");

  public static final TrainingOption<String> SCHEDULE =
      TrainingOption.of(
          "schedule",
          OptionType.TEXT,
          Rule.oneOf(SCHEDULES),
          COSINE,
          "How the learning rate goes after its rise.");

  public static final TrainingOption<Double> RATE_RISE =
      TrainingOption.derived(
          "rate-rise",
          OptionType.NUMBER,
          Rule.fromUpTo(0, 1),
          "0.05; 0.3 with one-cycle",
          "Share of the steps over which the learning rate rises to its peak.");

  public static final TrainingOption<Double> RATE_END =
      TrainingOption.derived(
          "rate-end",
          OptionType.NUMBER,
          new Rule<>("in (0, 1]", value -> value > 0 && value <= 1),
          "0.01; 1 with constant",
          "The learning rate at the end, as a share of the peak.");

  public static final TrainingOption<Integer> RATE_STAIRS =
      TrainingOption.derived(
          "rate-stairs",
          OptionType.INTEGER,
          Rule.atLeast(2),
          "4",
          "How many rates schedule step goes down through, each the same share of the one before.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "The learning rate", List.of(LEARNING_RATE, SCHEDULE, RATE_RISE, RATE_END, RATE_STAIRS));

  private static final double USUAL_RISE = 0.05;
  private static final double RISE_OF_ONE_CYCLE = 0.3;
  private static final double USUAL_END = 0.01;
  private static final int USUAL_STAIRS = 4;

  private RateOptions() {}

  public static RateConfig build(Settings settings) {
    String schedule = settings.get(SCHEDULE);
    return new RateConfig(
        schedule,
        settings.get(LEARNING_RATE),
        settings.get(RATE_RISE, () -> schedule.equals(ONE_CYCLE) ? RISE_OF_ONE_CYCLE : USUAL_RISE),
        settings.get(RATE_END, () -> schedule.equals(CONSTANT) ? 1 : USUAL_END),
        settings.get(RATE_STAIRS, () -> schedule.equals(STEP) ? USUAL_STAIRS : 0));
  }

  public static void put(RateConfig config, Settings into) {
    into.put(LEARNING_RATE, config.peak())
        .put(SCHEDULE, config.schedule())
        .put(RATE_RISE, config.rise())
        .put(RATE_END, config.end());
    if (config.schedule().equals(STEP)) {
      into.put(RATE_STAIRS, config.stairs());
    }
  }
}

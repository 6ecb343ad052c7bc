package io.foreflow.trainer.window;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link WindowConfig}. */
public final class WindowOptions {

  static final String RANDOM = "random";
  static final String STREAM = "stream";

  /** The orders there are. */
  public static final List<String> ORDERS = List.of(RANDOM, STREAM);

  public static final TrainingOption<String> WINDOWS =
      TrainingOption.of(
          "windows",
          OptionType.TEXT,
          Rule.oneOf(ORDERS),
          RANDOM,
          "Which windows a step learns from: random ones, each from a zero state and a burn-in, or a"
              + " stream of consecutive ones that carry their state on.");

  public static final TrainingOption<Integer> BATCH =
      TrainingOption.of(
          "batch", OptionType.INTEGER, Rule.atLeast(1), 32, "Windows in a weight update.");

  public static final TrainingOption<Integer> WINDOW =
      TrainingOption.derived(
          "window",
          OptionType.INTEGER,
          Rule.atLeast(2),
          "context plus horizon",
          "Slots of a window; every slot of it is a forecast origin, and gradients flow back no"
              + " further than its start.");

  public static final TrainingOption<Integer> BURN_IN =
      TrainingOption.derived(
          "burn-in",
          OptionType.INTEGER,
          new Rule<>("at least 0 and less than the window", value -> value >= 0),
          "an eighth of the window",
          "Slots without loss where a window starts from a zero state within a series.");

  public static final TrainingOption<Integer> DISTURBED =
      TrainingOption.of(
          "disturbed",
          OptionType.INTEGER,
          Rule.atLeast(0),
          0,
          "Copies of each series to learn from too, with stretches of up to four seasons that stand"
              + " higher or lower, as at holidays.");

  public static final TrainingOption<Double> DISTURBANCE =
      TrainingOption.of(
          "disturbance",
          OptionType.NUMBER,
          Rule.above(0),
          0.5,
          "How far such stretches stand off: standard deviation of the logarithm where a series is"
              + " never negative, of the value in standard deviations of the series where it is.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "What a step learns from",
          List.of(WINDOWS, BATCH, WINDOW, BURN_IN, DISTURBED, DISTURBANCE));

  private WindowOptions() {}

  public static WindowConfig build(Settings settings, int usualLength) {
    int length = settings.get(WINDOW, () -> usualLength);
    return new WindowConfig(
        settings.get(WINDOWS),
        settings.get(BATCH),
        length,
        settings.get(BURN_IN, () -> Math.max(0, length / 8)),
        settings.get(DISTURBED),
        settings.get(DISTURBANCE));
  }

  public static void put(WindowConfig config, Settings into) {
    into.put(WINDOWS, config.order())
        .put(BATCH, config.batch())
        .put(WINDOW, config.length())
        .put(BURN_IN, config.burnIn())
        .put(DISTURBED, config.disturbed())
        .put(DISTURBANCE, config.disturbance());
  }
}

package io.foreflow.trainer.window;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link TailConfig}. */
public final class TailOptions {

  public static final TrainingOption<Integer> VALIDATION =
      TrainingOption.derived(
          "validation",
          OptionType.INTEGER,
          Rule.atLeast(0),
          "a twentieth of the slots that three of four series have: at least two horizons, at most"
              + " seven or 336 slots, whichever is more",
          "Slots held out at the end of each series; 0 trains on everything and keeps the last"
              + " weights.");

  public static final TrainingOption<Integer> RUN_UP =
      TrainingOption.derived(
          "run-up",
          OptionType.INTEGER,
          Rule.atLeast(1),
          "context plus horizon, or the window if that is longer",
          "Slots before the held-out ones that a validation warms the state with.");

  public static final TrainingOption<Integer> PATIENCE =
      TrainingOption.of(
          "patience",
          OptionType.INTEGER,
          Rule.atLeast(0),
          0,
          "Rounds in a row without a better validation after which the training ends; 0 makes all"
              + " steps.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup("What is held out", List.of(VALIDATION, RUN_UP, PATIENCE));

  private TailOptions() {}

  public static TailConfig build(Settings settings, int usualSlots, int usualRunUp) {
    return new TailConfig(
        settings.get(VALIDATION, () -> usualSlots),
        settings.get(RUN_UP, () -> usualRunUp),
        settings.get(PATIENCE),
        settings.given(VALIDATION).isEmpty());
  }

  public static void put(TailConfig config, Settings into) {
    if (!config.grows()) {
      into.put(VALIDATION, config.slots());
    }
    into.put(RUN_UP, config.runUp()).put(PATIENCE, config.patience());
  }
}

package io.foreflow.trainer.optimizer;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link OptimizerConfig}. */
public final class OptimizerOptions {

  /** The rules there are. */
  public static final List<String> KINDS =
      List.of("adamw", "adam", "sgd", "nesterov", "adagrad", "rmsprop");

  public static final TrainingOption<String> OPTIMIZER =
      TrainingOption.of(
          "optimizer",
          OptionType.TEXT,
          Rule.oneOf(KINDS),
          "adamw",
          "Rule by which weights move along their gradients.");

  public static final TrainingOption<Double> MOMENTUM =
      TrainingOption.derived(
          "momentum",
          OptionType.NUMBER,
          Rule.fromUpTo(0, 1),
          "0.9",
          "Share of the last move that goes on, with sgd and nesterov.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup("The optimizer", List.of(OPTIMIZER, MOMENTUM));

  private OptimizerOptions() {}

  public static OptimizerConfig build(Settings settings) {
    String kind = settings.get(OPTIMIZER);
    return new OptimizerConfig(
        kind, settings.get(MOMENTUM, () -> OptimizerConfig.usualMomentum(kind)));
  }

  public static void put(OptimizerConfig config, Settings into) {
    into.put(OPTIMIZER, config.kind());
    if (config.hasMomentum()) {
      into.put(MOMENTUM, config.momentum());
    }
  }
}

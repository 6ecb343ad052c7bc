package io.foreflow.trainer.optimizer;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;

/**
 * The rule that moves weights along their gradients.
 *
 * @param kind of rule
 * @param momentum share of the last move that is kept, in [0, 1); 0 if the rule has none
 */
public record OptimizerConfig(OptimizerKind kind, double momentum) {

  public static final OptionGroup GROUP = new OptionGroup("The optimizer");

  public static final Option<OptimizerKind> OPTIMIZER =
      Option.of(
              GROUP, "optimizer", ValueType.choice(OptimizerKind.class), OptimizerKind.ADAMW.text())
          .help("Rule that moves the weights along their gradients.");

  public static final Option<Double> MOMENTUM =
      Option.derived(GROUP, "momentum", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.9")
          .help("Share of the last move that is kept. For sgd and nesterov.");

  private static final double DEFAULT_MOMENTUM = 0.9;

  public OptimizerConfig {
    Problems problems = new Problems();
    problems.check(MOMENTUM, momentum);
    if (momentum != 0 && !kind.hasMomentum()) {
      problems.add(
          "momentum",
          momentum,
          "but optimizer "
              + kind.text()
              + " has none: leave it out, or choose one of "
              + OptimizerKind.withMomentum());
    } else if (momentum == 0 && kind == OptimizerKind.NESTEROV) {
      problems.say(
          "momentum",
          "momentum is 0.0, but nesterov looks ahead by it: choose sgd, or more than 0");
    }
    problems.throwIfAny();
  }

  /** The default momentum of a rule: 0.9, or 0 if the rule has none. */
  public static double defaultMomentum(OptimizerKind kind) {
    return kind.hasMomentum() ? DEFAULT_MOMENTUM : 0;
  }

  /** Whether {@link #momentum} is an option of the rule. */
  public boolean hasMomentum() {
    return kind.hasMomentum();
  }

  /** Creates the optimizer. It remembers nothing yet. */
  public Optimizer start() {
    return kind.start(momentum);
  }

  public static OptimizerConfig from(Settings settings) {
    OptimizerKind kind = settings.get(OPTIMIZER);
    return new OptimizerConfig(
        kind, settings.get(MOMENTUM, OPTIMIZER, () -> OptimizerConfig.defaultMomentum(kind)));
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(OPTIMIZER, kind);
    if (hasMomentum()) {
      into.put(MOMENTUM, momentum);
    }
  }
}

package io.foreflow.trainer.optimizer;

import java.util.ArrayList;
import java.util.List;

/**
 * By which rule weights move along their gradients.
 *
 * @param kind one of {@link OptimizerOptions#KINDS}
 * @param momentum share of the last move that goes on, in [0, 1); 0 where the rule has none
 */
public record OptimizerConfig(String kind, double momentum) {

  private static final List<String> WITH_MOMENTUM = List.of("sgd", "nesterov");
  private static final double USUAL_MOMENTUM = 0.9;

  public OptimizerConfig {
    List<String> problems = new ArrayList<>();
    OptimizerOptions.OPTIMIZER.check(problems, kind);
    OptimizerOptions.MOMENTUM.check(problems, momentum);
    if (momentum != 0 && OptimizerOptions.KINDS.contains(kind) && !WITH_MOMENTUM.contains(kind)) {
      problems.add(
          "momentum is "
              + momentum
              + ", but optimizer "
              + kind
              + " has none: leave it out, or choose one of "
              + WITH_MOMENTUM);
    } else if (momentum == 0 && kind.equals("nesterov")) {
      problems.add("momentum is 0.0, but nesterov looks ahead by it: choose sgd, or more than 0");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** The momentum of a rule where none is given: 0.9, or 0 where it has none. */
  public static double usualMomentum(String kind) {
    return WITH_MOMENTUM.contains(kind) ? USUAL_MOMENTUM : 0;
  }

  /** Whether {@link #momentum} is an option of the rule. */
  public boolean hasMomentum() {
    return WITH_MOMENTUM.contains(kind);
  }

  /** The rule, remembering nothing yet. */
  public Optimizer start() {
    return switch (kind) {
      case "adamw" -> new Adam(true);
      case "adam" -> new Adam(false);
      case "sgd" -> new Sgd(momentum, false);
      case "nesterov" -> new Sgd(momentum, true);
      case "adagrad" -> new AdaGrad();
      case "rmsprop" -> new RmsProp();
      default -> throw new IllegalStateException("no rule is called " + kind);
    };
  }
}

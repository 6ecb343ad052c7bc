package io.foreflow.trainer.optimizer;

import io.foreflow.options.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The kinds of optimizers. A new optimizer is a class that implements {@link Optimizer} and a
 * constant here.
 */
@SuppressWarnings("ImmutableEnumChecker") // The factories keep no state.
public enum OptimizerKind implements Choice {
  /** Adam with decay that acts on the weights. */
  ADAMW("adamw", false, momentum -> new Adam(true)),
  /** Adam with decay that acts on the gradients. */
  ADAM("adam", false, momentum -> new Adam(false)),
  /** Gradient descent, with momentum if it is not 0. */
  SGD("sgd", true, momentum -> new Sgd(momentum, false)),
  /** Gradient descent with Nesterov's momentum. */
  NESTEROV("nesterov", true, momentum -> new Sgd(momentum, true)),
  /** Rates that fall with the squares of all gradients. */
  ADAGRAD("adagrad", false, momentum -> new AdaGrad()),
  /** Rates that follow a running mean of the gradients' squares. */
  RMSPROP("rmsprop", false, momentum -> new RmsProp());

  private final String text;
  private final boolean hasMomentum;
  private final DoubleFunction<Optimizer> factory;

  OptimizerKind(String text, boolean hasMomentum, DoubleFunction<Optimizer> factory) {
    this.text = text;
    this.hasMomentum = hasMomentum;
    this.factory = factory;
  }

  /** The names of the kinds that have momentum. */
  static List<String> withMomentum() {
    return Arrays.stream(values()).filter(kind -> kind.hasMomentum).map(Choice::text).toList();
  }

  @Override
  public String text() {
    return text;
  }

  /** Whether momentum is an option of this kind. */
  boolean hasMomentum() {
    return hasMomentum;
  }

  /** An optimizer of this kind that remembers nothing yet. */
  Optimizer start(double momentum) {
    return factory.apply(momentum);
  }
}

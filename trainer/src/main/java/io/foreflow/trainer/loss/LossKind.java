package io.foreflow.trainer.loss;

import io.foreflow.options.Choice;
import io.foreflow.trainer.network.HeadKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of losses. A new loss is a class that implements {@link Loss} and a constant here. */
@SuppressWarnings("ImmutableEnumChecker") // The factories keep no state.
public enum LossKind implements Choice {
  /** The quantile loss of all levels. */
  QUANTILE("quantile", Reads.LEVELS, null, (config, levels, cap) -> new PinballLoss(levels, cap)),
  /** The absolute error. */
  MAE("mae", Reads.POINT, null, (config, levels, cap) -> PointLoss.absolute(cap)),
  /** The squared error. */
  MSE("mse", Reads.POINT, null, (config, levels, cap) -> PointLoss.squared(cap)),
  /** The squared error of small errors, the absolute one of large errors. */
  HUBER(
      "huber",
      Reads.POINT,
      null,
      (config, levels, cap) -> PointLoss.huber(config.huberDelta(), cap)),
  /** The likelihood of a normal distribution. */
  GAUSSIAN(
      "gaussian", Reads.LEVELS, HeadKind.GAUSSIAN, (config, levels, cap) -> new GaussianLoss(cap)),
  /** The likelihood of a Student-t distribution. */
  STUDENT_T(
      "student-t", Reads.LEVELS, HeadKind.STUDENT_T, (config, levels, cap) -> new StudentLoss(cap)),
  /** The likelihood of the class that came. */
  CROSS_ENTROPY(
      "cross-entropy",
      Reads.LEVELS,
      HeadKind.DIRECTION,
      (config, levels, cap) -> new CrossEntropyLoss(config.direction()));

  /** How many numbers a loss compares with each target. */
  private enum Reads {
    POINT,
    LEVELS
  }

  /** Makes a loss of one kind. */
  @FunctionalInterface
  private interface Factory {
    Loss loss(LossConfig config, List<Double> levels, double cap);
  }

  private final String text;
  private final Reads reads;
  private final @Nullable HeadKind head;
  private final Factory factory;

  LossKind(String text, Reads reads, @Nullable HeadKind head, Factory factory) {
    this.text = text;
    this.reads = reads;
    this.head = head;
    this.factory = factory;
  }

  /** The only loss for heads of a kind; empty where several losses suit it. */
  public static Optional<LossKind> onlyFor(HeadKind head) {
    return Arrays.stream(values()).filter(loss -> loss.head == head).findFirst();
  }

  @Override
  public String text() {
    return text;
  }

  /** The only kind of head that this loss suits; empty where it suits several. */
  public Optional<HeadKind> onlyHead() {
    return Optional.ofNullable(head);
  }

  /** Whether this loss compares one number with each target, and not several levels. */
  public boolean isOfPoints() {
    return reads == Reads.POINT;
  }

  /**
   * A loss of this kind.
   *
   * @param config with the options of this kind
   * @param levels that the network forecasts
   * @param cap the largest error that counts
   */
  Loss loss(LossConfig config, List<Double> levels, double cap) {
    return factory.loss(config, levels, cap);
  }
}

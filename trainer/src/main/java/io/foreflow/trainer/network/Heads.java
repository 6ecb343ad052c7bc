package io.foreflow.trainer.network;

import io.foreflow.evaluation.backtest.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of heads there are. */
public final class Heads {

  /** The kind for which nothing but the middle is forecast. */
  public static final String POINT = "point";

  /** The kind that makes no assumption of how what comes is distributed. */
  public static final String QUANTILE = "quantile";

  /** The kind that takes what comes to be normally distributed. */
  public static final String GAUSSIAN = "gaussian";

  /** As gaussian, with heavier tails. */
  public static final String STUDENT = "student-t";

  /** The kind that gives probabilities of down, flat and up. */
  public static final String DIRECTION = "direction";

  /** The loss that teaches classes. */
  public static final String CROSS_ENTROPY = "cross-entropy";

  private static final Map<String, String> LOSSES =
      Map.of(GAUSSIAN, GAUSSIAN, STUDENT, STUDENT, DIRECTION, CROSS_ENTROPY);

  private Heads() {}

  /** The names of all kinds. */
  public static List<String> kinds() {
    return HeadKind.texts();
  }

  /** The loss for heads of a kind that only one loss can teach, by its name. */
  public static Optional<String> lossOf(String kind) {
    return Optional.ofNullable(LOSSES.get(kind));
  }

  /** The kind of head that a loss needs, where it needs a certain one. */
  public static Optional<String> ofLoss(String loss) {
    return LOSSES.entrySet().stream()
        .filter(pair -> pair.getValue().equals(loss))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What a head of this kind gives the probabilities of; empty where it gives quantiles. */
  public static List<String> classesOf(String kind) {
    return kind.equals(DIRECTION) ? Direction.CLASSES : List.of();
  }
}

package io.foreflow.trainer.network;

import java.util.List;
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

  private Heads() {}

  /** The names of all kinds. */
  public static List<String> kinds() {
    return List.of(QUANTILE, POINT, GAUSSIAN, STUDENT);
  }

  /** The loss for heads of a kind that only one loss can teach, by its name. */
  public static Optional<String> lossOf(String kind) {
    return kind.equals(GAUSSIAN) || kind.equals(STUDENT) ? Optional.of(kind) : Optional.empty();
  }

  /**
   * A head.
   *
   * @param levels of the quantiles; one alone for a point
   */
  static Head of(String kind, List<Double> levels, int horizon) {
    return switch (kind) {
      case QUANTILE -> new QuantileHead(levels.size(), horizon);
      case POINT -> {
        if (levels.size() != 1) {
          throw new IllegalArgumentException("a point head has 1 level, not " + levels.size());
        }
        yield new PointHead(horizon);
      }
      case GAUSSIAN -> new GaussianHead(levels, horizon);
      case STUDENT -> new StudentHead(levels, horizon);
      default ->
          throw new IllegalArgumentException(
              "head is \"" + kind + "\", it must be one of " + kinds());
    };
  }
}

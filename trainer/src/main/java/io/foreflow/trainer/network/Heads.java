package io.foreflow.trainer.network;

import java.util.List;

/** The kinds of heads there are. */
public final class Heads {

  /** The kind for which nothing but the middle is forecast. */
  public static final String POINT = "point";

  static final String QUANTILE = "quantile";

  private Heads() {}

  /** The names of all kinds. */
  public static List<String> kinds() {
    return List.of(QUANTILE, POINT);
  }

  /**
   * A head.
   *
   * @param levels how many; 1 for a point
   */
  static Head of(String kind, int levels, int horizon) {
    return switch (kind) {
      case QUANTILE -> new QuantileHead(levels, horizon);
      case POINT -> {
        if (levels != 1) {
          throw new IllegalArgumentException("a point head has 1 level, not " + levels);
        }
        yield new PointHead(horizon);
      }
      default ->
          throw new IllegalArgumentException(
              "head is \"" + kind + "\", it must be one of " + kinds());
    };
  }
}

package io.foreflow.trainer.network;

import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.options.Choice;
import java.util.List;

/**
 * The kinds of output layers. A new head is a class that implements {@link Head} and a constant
 * here.
 */
@SuppressWarnings("ImmutableEnumChecker") // The factories keep no state.
public enum HeadKind implements Choice {
  /** Quantiles, without an assumption about how values are distributed. */
  QUANTILE("quantile", HeadKind::quantiles),
  /** The middle of the forecast alone. */
  POINT("point", HeadKind::point),
  /** The quantiles of a normal distribution. */
  GAUSSIAN("gaussian", (levels, horizon, isWalk) -> new GaussianHead(levels, horizon)),
  /** The quantiles of a Student-t distribution, whose tails are heavier. */
  STUDENT_T("student-t", (levels, horizon, isWalk) -> new StudentHead(levels, horizon)),
  /** Probabilities of down, flat and up. */
  DIRECTION("direction", (levels, horizon, isWalk) -> new DirectionHead(horizon)) {
    @Override
    public List<String> classes() {
      return Direction.CLASSES;
    }
  };

  /** Makes a head of one kind. */
  @FunctionalInterface
  private interface Factory {
    Head head(List<Double> levels, int horizon, boolean isWalk);
  }

  private final String text;
  private final Factory factory;

  HeadKind(String text, Factory factory) {
    this.text = text;
    this.factory = factory;
  }

  private static Head quantiles(List<Double> levels, int horizon, boolean isWalk) {
    return isWalk ? QuantileHead.ofWalk(levels, horizon) : new QuantileHead(levels.size(), horizon);
  }

  private static Head point(List<Double> levels, int horizon, boolean isWalk) {
    if (levels.size() != 1) {
      throw new IllegalArgumentException("a point head has 1 level, not " + levels.size());
    }
    return new PointHead(horizon);
  }

  @Override
  public String text() {
    return text;
  }

  /** The classes of the forecast; empty if the kind forecasts quantiles. */
  public List<String> classes() {
    return List.of();
  }

  /**
   * A head of this kind.
   *
   * @param levels levels of the quantiles; one for a point, none for classes
   * @param isWalk whether the base forecast is the last reading, because there is no season
   */
  Head head(List<Double> levels, int horizon, boolean isWalk) {
    return factory.head(levels, horizon, isWalk);
  }
}

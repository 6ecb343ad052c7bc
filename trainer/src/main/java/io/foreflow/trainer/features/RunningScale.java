package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;

/**
 * Where a series stands and how far it moves, as graph nodes. Three running statistics: {@code
 * level}, the mean of y; {@code deviation}, the mean of |y - level|; {@code change}, the mean of |y
 * - y one season ago|. Their rate is 1/seen, and 1/context once that many readings are in: an exact
 * mean at first, an exponential one later. The scale is
 *
 * <pre>max(0.3 deviation, change, 1e-5 |level|, 1e-30)</pre>
 *
 * with 0.05 in place of 0.3 where there is no season; so it is positive, follows the series, counts
 * a seasonal swing less than what no season explains, and does not blow up the rounding noise of a
 * constant series.
 *
 * @param age readings that the statistics know of, at most the context
 * @param level the mean
 * @param deviation mean distance from the level
 * @param change mean distance from a season ago
 * @param size |level|
 * @param scale the unit in which the network sees and forecasts
 * @param perScale 1 / scale
 */
record RunningScale(
    Value age,
    Value level,
    Value deviation,
    Value change,
    Value size,
    Value scale,
    Value perScale) {

  /** What the state keeps beside the level: deviation and change. */
  static final int SPREADS = 2;

  private static final float DEVIATION_SHARE = 0.3f;

  /**
   * The same without a season: a series that wanders is many of its steps away from its mean, and
   * what is left to forecast is the steps.
   */
  private static final float WANDERING_SHARE = 0.05f;

  private static final float LEVEL_FLOOR = 1e-5f;
  private static final float SMALLEST_SCALE = 1e-30f;

  /**
   * Writes the nodes. Each statistic is a column of its own: an operator over two columns of one
   * costs a fifth of one over a column and several.
   *
   * @param level part of the state
   * @param deviation part of the state
   * @param change part of the state
   */
  static RunningScale emit(
      GraphBuilder graph,
      FeatureConfig config,
      ReadingAtHand reading,
      Value level,
      Value deviation,
      Value change) {
    Value age = graph.clip(reading.seen(), 1f, config.context());
    Value rate = graph.div(reading.present(), age);
    Value levelBefore = graph.add(level, reading.first());
    Value fromLevel = graph.sub(reading.value(), levelBefore);
    Value fromSeason = graph.sub(reading.value(), reading.lags().lag(config.changeLag()));
    Value nextLevel = graph.add(levelBefore, graph.mul(rate, fromLevel));
    Value nextDeviation = towards(graph, deviation, graph.abs(fromLevel), rate);
    Value nextChange = towards(graph, change, graph.abs(fromSeason), rate);

    Value size = graph.abs(nextLevel);
    float share = config.seasons().isEmpty() ? WANDERING_SHARE : DEVIATION_SHARE;
    Value scale =
        graph.largest(
            graph.mul(nextDeviation, graph.constant(share)),
            nextChange,
            graph.mul(size, graph.constant(LEVEL_FLOOR)),
            graph.constant(SMALLEST_SCALE));
    Value perScale = graph.div(graph.constant(1f), scale);
    return new RunningScale(age, nextLevel, nextDeviation, nextChange, size, scale, perScale);
  }

  /** A running mean after one more number, which counts for {@code rate} of it. */
  static Value towards(GraphBuilder graph, Value mean, Value next, Value rate) {
    return graph.add(mean, graph.mul(rate, graph.sub(next, mean)));
  }
}

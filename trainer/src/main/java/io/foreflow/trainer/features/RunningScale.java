package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;

/**
 * The level and the scale of a series, as graph nodes. There are three running statistics: {@code
 * level}, the mean of y; {@code deviation}, the mean of |y - level|; {@code change}, the mean of |y
 * - y one season ago|. Their rate is 1/seen at first and 1/context after that many readings, so
 * they are exact means at first and exponential means later. The scale is
 *
 * <pre>max(0.3 deviation, change, 1e-5 |level|, 1e-30)</pre>
 *
 * with 0.05 in place of 0.3 if there is no season. The scale is positive and follows the series. A
 * seasonal swing counts less than movement that no season explains. The rounding noise of a
 * constant series is not enlarged.
 *
 * @param age number of readings in the statistics, at most the context
 * @param level the mean
 * @param deviation mean distance from the level
 * @param change mean distance from the reading one season ago
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

  /** The columns that the state holds in addition to the level: deviation and change. */
  static final int SPREADS = 2;

  private static final float DEVIATION_SHARE = 0.3f;

  /**
   * The share without a season. A series that wanders is many steps away from its mean, and the
   * forecast is about the steps.
   */
  private static final float WANDERING_SHARE = 0.05f;

  private static final float LEVEL_FLOOR = 1e-5f;
  private static final float SMALLEST_SCALE = 1e-30f;

  /**
   * Writes the nodes. Each statistic is a separate column, because an operator over two single
   * columns costs a fifth of an operator over a single column and several columns.
   *
   * @param level part of the state
   * @param deviation part of the state
   * @param change part of the state
   */
  static RunningScale emit(
      GraphBuilder graph,
      FeatureConfig config,
      CurrentReading reading,
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

  /** A running mean after one more number, which gets the weight {@code rate}. */
  static Value towards(GraphBuilder graph, Value mean, Value next, Value rate) {
    return graph.add(mean, graph.mul(rate, graph.sub(next, mean)));
  }
}

package io.foreflow.trainer.features;

import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.List;

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
 * @param spread deviation and change
 * @param size |level|
 * @param scale the unit in which the network sees and forecasts
 * @param perScale 1 / scale
 */
record RunningScale(Value age, Value level, Value spread, Value size, Value scale, Value perScale) {

  /** Statistics in {@code spread}. */
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
   * Writes the nodes.
   *
   * @param levelBefore part of the state
   * @param spread part of the state
   */
  static RunningScale emit(
      GraphBuilder graph,
      FeatureConfig config,
      ReadingAtHand reading,
      Value levelBefore,
      Value spread) {
    Value one = graph.constant(1f);
    Value age = graph.clip(reading.seen(), 1f, config.context());
    Value rate = graph.div(reading.present(), age);
    Value level = graph.add(levelBefore, reading.first());
    Value fromLevel = graph.sub(reading.value(), level);
    Value nextLevel = graph.add(level, graph.mul(rate, fromLevel));
    Value fromSeason = graph.sub(reading.value(), reading.lags().lag(config.changeLag()));
    Value moves = graph.abs(graph.concat(List.of(fromLevel, fromSeason)));
    Value nextSpread = graph.add(spread, graph.mul(rate, graph.sub(moves, spread)));

    Value size = graph.abs(nextLevel);
    Value scale = scale(graph, config, nextSpread, size);
    return new RunningScale(age, nextLevel, nextSpread, size, scale, graph.div(one, scale));
  }

  private static Value scale(GraphBuilder graph, FeatureConfig config, Value spread, Value size) {
    float share = config.seasons().isEmpty() ? WANDERING_SHARE : DEVIATION_SHARE;
    List<Value> candidates = graph.split(graph.mul(spread, graph.constant(share, 1f)), 1, 1);
    Value floor = graph.mul(size, graph.constant(LEVEL_FLOOR));
    return graph.largest(
        candidates.get(0), candidates.get(1), floor, graph.constant(SMALLEST_SCALE));
  }
}

package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * The largest distance of a reading from its series' level, as graph nodes. A reading beyond it
 * counts as missing, so that a reading of 1e12 among others around 100 has no effect. The limit is
 * wide:
 *
 * <pre>
 * limit = max(8 |y - level|, |level|, (1 - 1/context) limit)
 * </pre>
 *
 * <p>It is eight times the largest distance of the last readings. A reading between zero and twice
 * the level is always within it. A series of only zeros has no limit yet. A series of numbers
 * around 1e19 has none, because the square of its limit does not fit a 32-bit float.
 *
 * <p>Lasting changes count: for the reading right after one beyond the limit, the limit is ten
 * thousand times as wide. So a series that moves to another level loses only one reading. Repeated
 * bursts count too: each reading beyond the limit makes the limit four times as wide, so a burst
 * that occurs once in a context counts after a few times.
 *
 * @param value the reading; if it is missing or beyond the limit, its replacement
 * @param isMissing whether the reading is missing or beyond the limit
 * @param isBeyond whether there is a reading and it is beyond the limit
 */
record ReadingLimit(Value value, Value isMissing, Value isBeyond) {

  /**
   * The size of its part of the state: the limit, and the factor by which it is widened for the
   * next reading.
   */
  static final int STATE_SIZE = 2;

  private static final float REACH = 8f;

  private static final float GROWTH = 4f;
  private static final float WIDER = 1e4f;

  /**
   * Writes the nodes.
   *
   * @param observed the reading; NaN = missing
   * @param usual the replacement of a missing reading
   * @param level part of the state
   * @param limit part of the state; 0 for none
   * @param times part of the state
   */
  static ReadingLimit emit(
      GraphBuilder graph, Value observed, Value usual, Value level, Value limit, Value times) {
    Value isGap = graph.isMissing(observed);
    Value distance = graph.abs(graph.sub(observed, level));
    // Both sides are multiplied by the limit, so nothing is beyond a limit of 0. A gap is never
    // beyond it.
    Value most = graph.mul(graph.mul(limit, times), limit);
    Value isBeyond = graph.greater(graph.mul(distance, limit), most);
    Value isMissing = graph.or(isGap, isBeyond);
    return new ReadingLimit(graph.where(isMissing, usual, observed), isMissing, isBeyond);
  }

  /**
   * The parts of the state for the next reading.
   *
   * @param level part of the state
   * @param limit part of the state
   * @param size |level| after this reading
   */
  List<Value> next(GraphBuilder graph, FeatureConfig config, Value level, Value limit, Value size) {
    Value distance = graph.abs(graph.sub(value, level));
    Value fading = graph.constant(1 - 1f / config.context());
    Value grown = graph.mul(limit, graph.where(isBeyond, graph.constant(GROWTH), fading));
    return List.of(
        graph.largest(graph.mul(distance, graph.constant(REACH)), size, grown),
        graph.where(isBeyond, graph.constant(WIDER), graph.constant(1f)));
  }
}

package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * How far from a series' level a reading may be, as graph nodes. A reading beyond that is taken for
 * missing, so that one of 1e12 among others around 100 leaves nothing behind. The limit is wide:
 *
 * <pre>
 * limit = max(8 |y - level|, |level|, (1 - 1/context) limit)
 * </pre>
 *
 * <p>So it is eight times the largest distance of the last readings, and a reading between zero and
 * twice the level is always within it. A series that has been nothing but zero has no limit yet,
 * and one of numbers of 1e19 has none, as the square of its limit is no 32-bit float.
 *
 * <p>What lasts is believed: a reading right after one beyond the limit may be ten thousand times
 * as far out. So a series that moves to another level loses one reading. What comes back is
 * believed as well: each reading beyond the limit makes it four times as wide, so a burst that
 * comes once a context counts after some of its kind.
 *
 * @param value the reading; where it is missing or beyond the limit, what is usual
 * @param isMissing whether it is missing or beyond the limit
 * @param isBeyond whether there is a reading, and beyond the limit
 */
record ReadingLimit(Value value, Value isMissing, Value isBeyond) {

  /** What the state keeps: the limit, and how many times as wide it is for the next reading. */
  static final int STATE_SIZE = 2;

  private static final float REACH = 8f;

  private static final float GROWTH = 4f;
  private static final float WIDER = 1e4f;

  /**
   * Writes the nodes.
   *
   * @param observed the reading, NaN = missing
   * @param usual what a missing one is replaced by
   * @param level part of the state
   * @param limit part of the state; 0 for none
   * @param times part of the state
   */
  static ReadingLimit emit(
      GraphBuilder graph, Value observed, Value usual, Value level, Value limit, Value times) {
    Value isGap = graph.isMissing(observed);
    Value distance = graph.abs(graph.sub(observed, level));
    // Both times the limit: where that is 0, nothing is beyond it. Nor is a gap.
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

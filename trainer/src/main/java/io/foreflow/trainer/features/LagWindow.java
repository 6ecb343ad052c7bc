package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The readings of a series by their lag. Lag 0 is the current reading, and lag {@code context} is
 * the oldest one in the state. The parts stay where the split of the state put them. Only requested
 * lags are copied.
 */
final class LagWindow {

  private final GraphBuilder graph;
  private final Value oldest;
  private final Value middle;
  private final Value newest;

  /**
   * @param oldest the reading that leaves the history in this step
   * @param middle the readings that stay, newest last
   * @param newest the current reading
   */
  LagWindow(GraphBuilder graph, Value oldest, Value middle, Value newest) {
    this.graph = graph;
    this.oldest = oldest;
    this.middle = middle;
    this.newest = newest;
  }

  Value lag(int lag) {
    return graph.concat(lags(lag, lag));
  }

  /**
   * The readings from lag {@code longest} to lag {@code shortest}, as parts for a concat node to
   * join.
   */
  List<Value> lags(int longest, int shortest) {
    int context = middle.width() + 1;
    if (longest < shortest || shortest < 0 || longest > context) {
      throw new IllegalArgumentException("lags " + longest + " to " + shortest + " of " + context);
    }
    List<Value> parts = new ArrayList<>();
    if (longest == context) {
      parts.add(oldest);
    }
    int from = context - Math.min(longest, context - 1) - 1;
    int to = context - Math.max(shortest, 1);
    if (from < to) {
      parts.add(graph.slice(middle, from, to));
    }
    if (shortest == 0) {
      parts.add(newest);
    }
    return parts;
  }
}

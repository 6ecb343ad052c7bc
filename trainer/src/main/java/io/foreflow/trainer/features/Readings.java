package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * The last readings of a series within a step graph, for parts of a network that look at many of
 * them. A node is added to the graph only when it is requested, and only once.
 */
public final class Readings {

  private final GraphBuilder graph;
  private final LagWindow lags;
  private final Value level;
  private final Value perScale;
  private final Map<Integer, Value> made = new HashMap<>();
  private final Map<Integer, Value> windows = new HashMap<>();

  Readings(GraphBuilder graph, LagWindow lags, Value level, Value perScale) {
    this.graph = graph;
    this.lags = lags;
    this.level = level;
    this.perScale = perScale;
  }

  /**
   * The last {@code window} readings without the newest, minus the series' level, in the series'
   * own units, newest last: [batch, window - 1].
   */
  public Value earlier(int window) {
    return lessLevel(window - 1, 1);
  }

  /** The current reading minus the series' level, in the series' own units: [batch, 1]. */
  public Value newest() {
    return lessLevel(0, 0);
  }

  private Value lessLevel(int longest, int shortest) {
    return made.computeIfAbsent(
        longest, lag -> graph.sub(graph.concat(lags.lags(lag, shortest)), level));
  }

  /** The last {@code window} readings minus the series' level, in one piece: [batch, window]. */
  public Value window(int window) {
    return windows.computeIfAbsent(
        window, width -> graph.sub(graph.concat(lags.lags(width - 1, 0)), level));
  }

  /** The factor from differences to scales: [batch, 1]. */
  public Value perScale() {
    return perScale;
  }
}

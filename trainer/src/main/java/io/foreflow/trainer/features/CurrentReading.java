package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;

/**
 * The current reading with gaps filled, and the history that it joins, as graph nodes. A reading
 * beyond its {@link ReadingLimit} counts as missing.
 *
 * @param value the reading; if it is missing, the reading one season before
 * @param missing 1 if there is no reading, else 0
 * @param present 1 if there is a reading, else 0
 * @param first the reading if it is the series' first one, else 0; with it the state looks as if
 *     the series had always been at this value
 * @param seen steps since the first reading, this one included
 * @param stays the readings of the history that stay in it
 * @param lags all readings by their lag
 * @param limited the comparison of the reading with its limit
 */
record CurrentReading(
    Value value,
    Value missing,
    Value present,
    Value first,
    Value seen,
    Value stays,
    LagWindow lags,
    ReadingLimit limited) {

  /**
   * Writes the nodes.
   *
   * @param observed the reading; NaN = missing
   * @param seen part of the state: steps since the first reading, before this one
   * @param oldest part of the state: the reading that leaves the history
   * @param middle part of the state: the readings that stay
   * @param level part of the state
   * @param limit part of the state
   * @param times part of the state: the factor by which the limit is widened
   */
  static CurrentReading emit(
      GraphBuilder graph,
      FeatureConfig config,
      Value observed,
      Value seen,
      Value oldest,
      Value middle,
      Value level,
      Value limit,
      Value times) {
    Value one = graph.constant(1f);
    Value lastSeason = new LagWindow(graph, oldest, middle, observed).lag(config.baseLag());
    ReadingLimit limited = ReadingLimit.emit(graph, observed, lastSeason, level, limit, times);
    Value missing = graph.toFloat(limited.isMissing());
    Value value = limited.value();

    // The state is all zeros until the first reading.
    Value known = graph.min(seen, one);
    Value first = graph.mul(graph.sub(one, known), value);
    Value leaves = graph.add(oldest, first);
    Value stays = graph.add(middle, first);
    Value present = graph.sub(one, missing);
    Value nextSeen = graph.add(seen, graph.max(known, present));
    LagWindow lags = new LagWindow(graph, leaves, stays, value);
    return new CurrentReading(value, missing, present, first, nextSeen, stays, lags, limited);
  }
}

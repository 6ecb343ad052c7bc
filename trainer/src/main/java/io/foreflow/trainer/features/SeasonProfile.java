package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * What a series usually does at each slot of a season, as graph nodes: for each place in the season
 * the mean of the last few readings at that place, a running one. One more window of the season's
 * length in the state, which moves on by a slot with every step.
 *
 * @param usual what was usual at the slot at hand before its reading was seen
 * @param window what is usual at each slot since a season ago, the slot at hand included
 * @param nextState the parts of the state's segment, to be joined in this order
 */
record SeasonProfile(Value usual, LagWindow window, List<Value> nextState) {

  /**
   * Writes the nodes.
   *
   * @param season how many slots
   * @param most seasons that the mean reaches over
   * @param reading the one at hand
   * @param oldest part of the state: the place in the season that the slot at hand is at
   * @param rest part of the state: the places after it
   */
  static SeasonProfile emit(
      GraphBuilder graph, int season, int most, ReadingAtHand reading, Value oldest, Value rest) {
    Value one = graph.constant(1f);
    Value usual = graph.add(oldest, reading.first());
    Value places = graph.add(rest, reading.first());
    // In which season since the first reading the slot is: 1 in the first, which is all there is.
    Value before = graph.div(graph.sub(reading.seen(), one), graph.constant(season));
    Value count = graph.clip(graph.add(graph.floor(before), one), 1f, most);
    Value rate = graph.div(reading.present(), count);
    Value now = RunningScale.towards(graph, usual, reading.value(), rate);
    return new SeasonProfile(usual, new LagWindow(graph, usual, places, now), List.of(places, now));
  }
}

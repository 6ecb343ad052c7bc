package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * The mean reading of a series at each slot of a season, as graph nodes. For each place in the
 * season it is a running mean of the last few readings at that place. The state holds them as one
 * more window of the season's length, which moves by one slot with every step.
 *
 * @param usual the mean at the current slot, before its reading was seen
 * @param window the mean at each slot since one season ago, the current slot included
 * @param nextState the parts of the state's segment, to be joined in this order
 */
record SeasonProfile(Value usual, LagWindow window, List<Value> nextState) {

  /**
   * Writes the nodes.
   *
   * @param season length of the season in slots
   * @param most number of seasons that the mean covers
   * @param reading the current reading
   * @param oldest part of the state: the place in the season of the current slot
   * @param rest part of the state: the places after it
   */
  static SeasonProfile emit(
      GraphBuilder graph, int season, int most, CurrentReading reading, Value oldest, Value rest) {
    Value one = graph.constant(1f);
    Value usual = graph.add(oldest, reading.first());
    Value places = graph.add(rest, reading.first());
    // The number of the season since the first reading: 1 in the first season, in which there is
    // only one reading for each place.
    Value before = graph.div(graph.sub(reading.seen(), one), graph.constant(season));
    Value count = graph.clip(graph.add(graph.floor(before), one), 1f, most);
    Value rate = graph.div(reading.present(), count);
    Value now = RunningScale.towards(graph, usual, reading.value(), rate);
    return new SeasonProfile(usual, new LagWindow(graph, usual, places, now), List.of(places, now));
  }
}

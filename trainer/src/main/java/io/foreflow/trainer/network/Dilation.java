package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a layer continue from its state of several slots ago. The state of such a layer is a ring
 * of states, the oldest first. A step removes the oldest state and adds the new one at the end. A
 * sequence is computed as several layers with the same weights that take turns.
 *
 * @param slots how many slots ago the state is; 1 for a layer without dilation
 */
record Dilation(int slots) {

  RecurrentCell.Sequence sequence(
      RecurrentCell cell, NDArray inputs, List<NDArray> state, String layer, LiveWeights weights) {
    if (slots == 1) {
      return cell.sequence(inputs, state, layer, weights);
    }
    long time = inputs.getShape().get(1);
    long rounds = time / slots;
    long rest = time % slots;
    NDList outputs = new NDList();
    List<NDArray> ring = state.stream().map(this::split).toList();
    if (rounds > 0) {
      NDArray whole = inputs.get(new NDIndex(":, 0:" + rounds * slots));
      RecurrentCell.Sequence made = run(cell, whole, ring, slots, layer, weights);
      outputs.add(made.output());
      ring = made.state();
    }
    if (rest > 0) {
      NDArray last = inputs.get(new NDIndex(":, " + rounds * slots + ":"));
      List<NDArray> oldest = cut(ring, 0, rest);
      List<NDArray> others = cut(ring, rest, slots);
      RecurrentCell.Sequence made = run(cell, last, oldest, rest, layer, weights);
      outputs.add(made.output());
      ring = joined(others, made.state());
    }
    return new RecurrentCell.Sequence(
        Joined.of(outputs, 1), ring.stream().map(Dilation::flat).toList());
  }

  /**
   * Runs the layers that take turns, each over its own slots.
   *
   * @param inputs [batch, rounds * turns, inputs]
   * @param ring for each part [batch, turns, hidden]
   */
  private static RecurrentCell.Sequence run(
      RecurrentCell cell,
      NDArray inputs,
      List<NDArray> ring,
      long turns,
      String layer,
      LiveWeights weights) {
    long batch = inputs.getShape().get(0);
    long rounds = inputs.getShape().get(1) / turns;
    NDArray own =
        inputs
            .reshape(batch, rounds, turns, inputs.getShape().get(2))
            .transpose(0, 2, 1, 3)
            .reshape(batch * turns, rounds, inputs.getShape().get(2));
    List<NDArray> start =
        ring.stream().map(part -> part.reshape(batch * turns, part.getShape().get(2))).toList();
    RecurrentCell.Sequence made = cell.sequence(own, start, layer, weights);
    long hidden = made.output().getShape().get(2);
    NDArray output =
        made.output()
            .reshape(batch, turns, rounds, hidden)
            .transpose(0, 2, 1, 3)
            .reshape(batch, rounds * turns, hidden);
    List<NDArray> next =
        made.state().stream().map(part -> part.reshape(batch, turns, hidden)).toList();
    return new RecurrentCell.Sequence(output, next);
  }

  private NDArray split(NDArray part) {
    return part.reshape(part.getShape().get(0), slots, part.getShape().get(1) / slots);
  }

  private static NDArray flat(NDArray part) {
    return part.reshape(part.getShape().get(0), part.getShape().get(1) * part.getShape().get(2));
  }

  private static List<NDArray> cut(List<NDArray> ring, long from, long to) {
    NDIndex slots = new NDIndex(":, " + from + ":" + to);
    return ring.stream().map(part -> part.get(slots)).toList();
  }

  private static List<NDArray> joined(List<NDArray> older, List<NDArray> newer) {
    List<NDArray> joined = new ArrayList<>();
    for (int part = 0; part < older.size(); part++) {
      joined.add(NDArrays.concat(new NDList(older.get(part), newer.get(part)), 1));
    }
    return joined;
  }

  LayerStack.Step step(
      GraphBuilder graph,
      RecurrentCell cell,
      Value input,
      List<Value> state,
      String layer,
      WeightSet weights) {
    if (slots == 1) {
      List<Value> next = cell.step(graph, input, state, layer, weights);
      return new LayerStack.Step(next.get(0), next);
    }
    List<Value> oldest = new ArrayList<>();
    List<Value> others = new ArrayList<>();
    for (Value ring : state) {
      int hidden = ring.width() / slots;
      List<Value> cut = graph.split(ring, hidden, ring.width() - hidden);
      oldest.add(cut.get(0));
      others.add(cut.get(1));
    }
    List<Value> made = cell.step(graph, input, oldest, layer, weights);
    List<Value> next = new ArrayList<>();
    for (int part = 0; part < made.size(); part++) {
      next.add(graph.concat(List.of(others.get(part), made.get(part))));
    }
    return new LayerStack.Step(made.get(0), next);
  }
}

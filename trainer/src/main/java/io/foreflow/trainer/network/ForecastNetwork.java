package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers of one kind of cell with a head on top, in both forms.
 *
 * @param cell the kind of the layers
 * @param layers how many, each reading the output of the one below
 * @param hidden width of each layer
 * @param residual whether each layer but the lowest adds what it reads to its output
 * @param head what makes quantiles of the top layer's output
 * @param inputs columns that the lowest layer reads
 * @param context columns that the head reads beside the top layer
 */
public record ForecastNetwork(
    RecurrentCell cell,
    int layers,
    int hidden,
    boolean residual,
    Head head,
    int inputs,
    int context) {

  /**
   * What one step gives: scaled differences to the base forecast, and the next parts of the state.
   */
  public record Step(Value output, List<Value> nextState) {}

  /**
   * What whole sequences give.
   *
   * @param output [batch, time, levels * horizon]
   * @param state after the last step, in the parts of {@link #segments}
   */
  public record Sequence(NDArray output, List<NDArray> state) {

    public Sequence {
      state = List.copyOf(state);
    }
  }

  /** Every weight of the network. */
  public List<WeightSpec> weights() {
    List<WeightSpec> specs = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      specs.addAll(cell.weights(name(layer), layer == 0 ? inputs : hidden, hidden));
    }
    specs.addAll(head.weights(hidden, context));
    return List.copyOf(specs);
  }

  /** The cells' segments of the state, lowest layer first. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      for (String part : cell.stateParts()) {
        segments.add(new Segment(name(layer) + "." + part, hidden));
      }
    }
    return List.copyOf(segments);
  }

  /** The state of series never seen, in the parts of {@link #segments}, each [rows, size]. */
  public List<NDArray> newState(NDManager manager, long rows) {
    return segments().stream()
        .map(segment -> manager.zeros(new Shape(rows, segment.size())))
        .toList();
  }

  /**
   * Over whole sequences from a zero state: [batch, time, columns] to [batch, time, levels *
   * horizon].
   */
  public NDArray sequence(NDArray inputs, NDArray context, LiveWeights weights) {
    List<NDArray> state = newState(inputs.getManager(), inputs.getShape().get(0));
    return sequence(inputs, context, state, weights, Dropout.NONE).output();
  }

  /**
   * As above, on from a state, with dropout between the layers and below the head. Gradients flow
   * into the state that is given and out of the one that is returned.
   */
  public Sequence sequence(
      NDArray inputs, NDArray context, List<NDArray> state, LiveWeights weights, Dropout dropout) {
    int parts = cell.stateParts().size();
    List<NDArray> next = new ArrayList<>();
    NDArray top = inputs;
    for (int layer = 0; layer < layers; layer++) {
      List<NDArray> own = state.subList(layer * parts, (layer + 1) * parts);
      RecurrentCell.Sequence made = cell.sequence(top, own, name(layer), weights);
      next.addAll(made.state());
      NDArray output = dropout.of(made.output());
      top = addsInput(layer) ? output.add(top) : output;
    }
    return new Sequence(head.sequence(top, context, weights), next);
  }

  /** One step as graph nodes; {@code state} holds the parts of {@link #segments}. */
  public Step step(
      GraphBuilder graph, Value inputs, Value context, List<Value> state, WeightSet weights) {
    int parts = cell.stateParts().size();
    List<Value> next = new ArrayList<>();
    Value top = inputs;
    for (int layer = 0; layer < layers; layer++) {
      List<Value> own = state.subList(layer * parts, (layer + 1) * parts);
      List<Value> stepped = cell.step(graph, top, own, name(layer), weights);
      next.addAll(stepped);
      top = addsInput(layer) ? graph.add(stepped.get(0), top) : stepped.get(0);
    }
    return new Step(head.step(graph, top, context, weights), List.copyOf(next));
  }

  private boolean addsInput(int layer) {
    return residual && layer > 0;
  }

  private static String name(int layer) {
    return "cell" + layer;
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Recurrent layers of one kind on top of each other, in both forms: over sequences and as graph
 * nodes.
 *
 * @param cell the kind of the layers
 * @param inputs columns that the lowest layer reads
 * @param hidden width of each layer
 * @param dilations how many slots ago the state lies that a layer goes on from, one for each layer,
 *     lowest first
 * @param residual whether each layer but the lowest adds what it reads to its output
 */
record LayerStack(
    RecurrentCell cell, int inputs, int hidden, List<Integer> dilations, boolean residual) {

  /** The result of a step: the output of the top layer and the next parts of the state. */
  record Step(Value output, List<Value> nextState) {}

  LayerStack {
    dilations = List.copyOf(dilations);
  }

  List<WeightSpec> weights() {
    List<WeightSpec> specs = new ArrayList<>();
    for (int layer = 0; layer < dilations.size(); layer++) {
      specs.addAll(cell.weights(name(layer), layer == 0 ? inputs : hidden, hidden));
    }
    return specs;
  }

  /** The segments of the state, lowest layer first. A dilated layer has its oldest state first. */
  List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int layer = 0; layer < dilations.size(); layer++) {
      for (String part : cell.stateParts()) {
        segments.add(new Segment(name(layer) + "." + part, dilations.get(layer) * hidden));
      }
    }
    return segments;
  }

  /**
   * Runs whole sequences from a state of {@link #segments}. The output is that of the top layer.
   */
  RecurrentCell.Sequence sequence(
      NDArray input, List<NDArray> state, LiveWeights weights, Dropout dropout) {
    int parts = cell.stateParts().size();
    List<NDArray> next = new ArrayList<>();
    NDArray top = input;
    for (int layer = 0; layer < dilations.size(); layer++) {
      List<NDArray> own = state.subList(layer * parts, (layer + 1) * parts);
      LiveWeights dropped = withDropout(weights, name(layer), dropout);
      RecurrentCell.Sequence made =
          new Dilation(dilations.get(layer)).sequence(cell, top, own, name(layer), dropped);
      next.addAll(made.state());
      NDArray output = dropout.of(made.output());
      top = addsInput(layer) ? output.add(top) : output;
    }
    return new RecurrentCell.Sequence(top, next);
  }

  private LiveWeights withDropout(LiveWeights weights, String layer, Dropout dropout) {
    if (!cell.readsItsState()) {
      return weights;
    }
    String ofState = layer + Gates.HIDDEN;
    return weights.replacing(Map.of(ofState, dropout.ofState(weights.get(ofState))));
  }

  /** Writes one step as graph nodes. {@code state} holds the parts of {@link #segments}. */
  Step step(GraphBuilder graph, Value input, List<Value> state, WeightSet weights) {
    int parts = cell.stateParts().size();
    List<Value> next = new ArrayList<>();
    Value top = input;
    for (int layer = 0; layer < dilations.size(); layer++) {
      List<Value> own = state.subList(layer * parts, (layer + 1) * parts);
      Step made =
          new Dilation(dilations.get(layer)).step(graph, cell, top, own, name(layer), weights);
      next.addAll(made.nextState());
      top = addsInput(layer) ? graph.add(made.output(), top) : made.output();
    }
    return new Step(top, next);
  }

  private boolean addsInput(int layer) {
    return residual && layer > 0;
  }

  private static String name(int layer) {
    return "cell" + layer;
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers of one kind of cell with a head on top, in both forms.
 *
 * @param cell the kind of the layers
 * @param layers how many, each reading the output of the one below
 * @param hidden width of each layer
 * @param residual whether each layer but the lowest adds what it reads to its output
 * @param linear from the last readings past the cells; null for none
 * @param head what makes forecasts of the layers' output
 * @param units width of the head's hidden layer
 * @param inputs columns that the lowest layer reads
 * @param context columns that the head reads beside the top layer
 */
public record ForecastNetwork(
    RecurrentCell cell,
    int layers,
    int hidden,
    boolean residual,
    @Nullable LinearPath linear,
    Head head,
    int units,
    int inputs,
    int context) {

  /**
   * What one step gives: scaled differences to the base forecast, and the next parts of the state.
   */
  public record Step(Value output, List<Value> nextState) {}

  /**
   * What whole sequences give.
   *
   * @param output what the loss reads, see {@link Head#sequence}
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
    specs.addAll(headLayers().weights());
    specs.addAll(head.weights());
    if (linear != null) {
      specs.addAll(linear.weights());
    }
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

  /** How many slots before the first one of a sequence the network looks at the readings of. */
  public int lead() {
    return linear == null ? 0 : linear.window() - 1;
  }

  /** The state of series never seen, in the parts of {@link #segments}, each [rows, size]. */
  public List<NDArray> newState(NDManager manager, long rows) {
    return segments().stream()
        .map(segment -> manager.zeros(new Shape(rows, segment.size())))
        .toList();
  }

  /** The forecasts that a file would give, [batch, time, levels * horizon], from a zero state. */
  public NDArray forecast(SequenceInput input, LiveWeights weights) {
    List<NDArray> state = newState(input.inputs().getManager(), input.batch());
    return head.forecast(sequence(input, state, weights, Dropout.NONE).output(), weights);
  }

  /**
   * Over whole sequences, on from a state, with dropout between the layers and below the head.
   * Gradients flow into the state that is given and out of the one that is returned.
   */
  public Sequence sequence(
      SequenceInput input, List<NDArray> state, LiveWeights weights, Dropout dropout) {
    int parts = cell.stateParts().size();
    List<NDArray> next = new ArrayList<>();
    NDArray top = input.inputs();
    for (int layer = 0; layer < layers; layer++) {
      List<NDArray> own = state.subList(layer * parts, (layer + 1) * parts);
      RecurrentCell.Sequence made = cell.sequence(top, own, name(layer), weights);
      next.addAll(made.state());
      NDArray output = dropout.of(made.output());
      top = addsInput(layer) ? output.add(top) : output;
    }
    NDArray joined = NDArrays.concat(new NDList(top, input.context()), 2);
    NDArray outputs = headLayers().sequence(joined, weights);
    if (linear != null) {
      outputs = plus(outputs, linear.sequence(input, weights));
    }
    return new Sequence(head.sequence(outputs, weights), next);
  }

  private static NDArray plus(NDArray outputs, NDArray anchors) {
    long columns = anchors.getShape().get(2);
    if (columns == outputs.getShape().get(2)) {
      return outputs.add(anchors);
    }
    NDList cut = outputs.split(new long[] {columns}, 2);
    return NDArrays.concat(new NDList(cut.get(0).add(anchors), cut.get(1)), 2);
  }

  /** One step as graph nodes; {@code state} holds the parts of {@link #segments}. */
  public Step step(GraphBuilder graph, Features features, List<Value> state, WeightSet weights) {
    int parts = cell.stateParts().size();
    List<Value> next = new ArrayList<>();
    Value top = features.inputs();
    for (int layer = 0; layer < layers; layer++) {
      List<Value> own = state.subList(layer * parts, (layer + 1) * parts);
      List<Value> stepped = cell.step(graph, top, own, name(layer), weights);
      next.addAll(stepped);
      top = addsInput(layer) ? graph.add(stepped.get(0), top) : stepped.get(0);
    }
    Value joined = graph.concat(List.of(top, features.context()));
    Value outputs = headLayers().step(graph, joined, weights);
    if (linear != null) {
      outputs = plus(graph, outputs, linear.step(graph, features.readings(), weights));
    }
    return new Step(head.step(graph, outputs, weights), List.copyOf(next));
  }

  private static Value plus(GraphBuilder graph, Value outputs, Value anchors) {
    int spread = outputs.width() - anchors.width();
    if (spread == 0) {
      return graph.add(outputs, anchors);
    }
    List<Value> cut = graph.split(outputs, anchors.width(), spread);
    return graph.concat(List.of(graph.add(cut.get(0), anchors), cut.get(1)));
  }

  private HeadLayers headLayers() {
    return new HeadLayers(hidden + context, units, head);
  }

  private boolean addsInput(int layer) {
    return residual && layer > 0;
  }

  private static String name(int layer) {
    return "cell" + layer;
  }
}

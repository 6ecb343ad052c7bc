package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.kernel.Tape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers, a head, and the paths past the layers, in both forms: over sequences and as
 * graph nodes.
 *
 * @param layers the recurrent layers
 * @param attention of the top layer over the last readings; null for none
 * @param linear from the last readings straight to the head's outputs; null for none
 * @param shortcut from the context of the head straight to its outputs; null for none
 * @param head makes the forecast from the outputs
 * @param kind what the forecasts are
 * @param units width of the head's hidden layer
 * @param context columns that the head reads next to the output of the top layer
 */
public record ForecastNetwork(
    LayerStack layers,
    @Nullable Attention attention,
    @Nullable LinearPath linear,
    @Nullable Shortcut shortcut,
    Head head,
    ForecastKind kind,
    int units,
    int context) {

  /**
   * The result of one step: scaled differences to the base forecast, and the next parts of the
   * state.
   */
  public record Step(Value output, List<Value> nextState) {}

  /**
   * The result of whole sequences.
   *
   * @param output the input of the loss, see {@link Head#sequence}
   * @param state the state after the last step, in the parts of {@link #segments}
   */
  public record Sequence(NDArray output, List<NDArray> state) {

    public Sequence {
      state = List.copyOf(state);
    }
  }

  /** Every weight of the network. */
  public List<WeightSpec> weights() {
    List<WeightSpec> specs = new ArrayList<>(layers.weights());
    specs.addAll(headLayers().weights());
    specs.addAll(head.weights());
    if (linear != null) {
      specs.addAll(linear.weights());
    }
    if (attention != null) {
      specs.addAll(attention.weights());
    }
    if (shortcut != null) {
      specs.addAll(shortcut.weights());
    }
    return List.copyOf(specs);
  }

  /** The network that forecasts other quantiles and is the same otherwise. */
  ForecastNetwork withQuantiles(List<Double> levels, int horizon, int otherContext) {
    Head other = new QuantileHead(levels.size(), horizon);
    return new ForecastNetwork(
        layers,
        attention,
        linear == null ? null : new LinearPath(linear.window(), horizon),
        shortcut == null
            ? null
            : new Shortcut(otherContext, horizon, shortcut.maps(), shortcut.hidden()),
        other,
        other.forecastKind(levels),
        units,
        otherContext);
  }

  /** The number of columns that the lowest layer reads. */
  public int inputs() {
    return layers.inputs();
  }

  /** The segments of the state, lowest layer first. */
  public List<Segment> segments() {
    return List.copyOf(layers.segments());
  }

  /** The number of slots before a sequence whose readings the network needs. */
  public int lead() {
    int window = linear == null ? 1 : linear.window();
    return (attention == null ? window : Math.max(window, attention.window())) - 1;
  }

  /** The state of new series, in the parts of {@link #segments}, each [rows, size]. */
  public List<NDArray> newState(NDManager manager, long rows) {
    return segments().stream()
        .map(segment -> manager.zeros(new Shape(rows, segment.size())))
        .toList();
  }

  /** The forecasts of an exported file, [batch, time, levels * horizon], from a zero state. */
  public NDArray forecast(SequenceInput input, LiveWeights weights) {
    List<NDArray> state = newState(input.inputs().getManager(), input.batch());
    return head.forecast(sequence(input, state, weights, Dropout.NONE).output(), weights);
  }

  /**
   * Runs whole sequences from a state, with dropout between the layers and below the head.
   * Gradients flow into the given state and out of the returned one.
   */
  public Sequence sequence(
      SequenceInput input, List<NDArray> state, LiveWeights weights, Dropout dropout) {
    RecurrentCell.Sequence made = layers.sequence(input.inputs(), state, weights, dropout);
    NDArray top = input.atOrigins(made.output());
    NDList read = new NDList(top, input.context());
    if (attention != null) {
      read.add(input.atOrigins(attention.sequence(made.output(), input, weights)));
    }
    NDArray outputs = headLayers().sequence(NDArrays.concat(read, 2), weights);
    if (linear != null) {
      outputs = plus(outputs, input.atOrigins(linear.sequence(input, weights)));
    }
    if (shortcut != null) {
      outputs = plus(outputs, shortcut.sequence(top, input.context(), weights));
    }
    return new Sequence(head.sequence(outputs, weights), made.state());
  }

  /**
   * Runs whole sequences for a training. All but the layers is computed for the origins alone.
   *
   * @return the outputs of the network below the head, [origins, outputs], plain; and a state whose
   *     gradients must be cut
   */
  public Sequence learn(
      SequenceInput input,
      Origins origins,
      List<NDArray> state,
      LiveWeights weights,
      Dropout dropout,
      Tape tape) {
    RecurrentCell.Sequence made = layers.learn(input.inputs(), state, weights, dropout, tape);
    NDArray seen = origins.of(input.context(), tape);
    List<NDArray> read = new ArrayList<>(List.of(origins.of(made.output(), tape), seen));
    if (attention != null) {
      NDArray found = attention.sequence(tape.open(made.output()), input, weights);
      read.add(origins.of(tape.close(found), tape));
    }
    NDArray outputs = headLayers().learn(read, weights, tape);
    if (linear != null) {
      NDArray sums = tape.close(linear.sequence(input, weights));
      addTo(outputs, origins.of(sums, tape), tape);
    }
    if (shortcut != null) {
      shortcut.learn(read.get(0), seen, outputs, weights, tape);
    }
    return new Sequence(outputs, made.state());
  }

  /** Adds anchors to the first outputs, in place. */
  private static void addTo(NDArray outputs, NDArray anchors, Tape tape) {
    NDIndex first = new NDIndex(":, 0:" + anchors.getShape().get(1));
    outputs.get(first).addi(anchors);
    tape.record(outputs, gradient -> tape.add(anchors, gradient.get(first)));
  }

  private static NDArray plus(NDArray outputs, NDArray anchors) {
    long columns = anchors.getShape().get(2);
    if (columns == outputs.getShape().get(2)) {
      return outputs.add(anchors);
    }
    NDList cut = outputs.split(new long[] {columns}, 2);
    return NDArrays.concat(new NDList(cut.get(0).add(anchors), cut.get(1)), 2);
  }

  /** Writes one step as graph nodes. {@code state} holds the parts of {@link #segments}. */
  public Step step(GraphBuilder graph, Features features, List<Value> state, WeightSet weights) {
    LayerStack.Step made = layers.step(graph, features.inputs(), state, weights);
    List<Value> read = new ArrayList<>(List.of(made.output(), features.context()));
    if (attention != null) {
      read.add(attention.step(graph, made.output(), features.readings(), weights));
    }
    Value outputs = headLayers().step(graph, graph.concat(read), weights);
    int spread = head.outputs() - head.anchors();
    List<Value> parts =
        new ArrayList<>(
            spread == 0 ? List.of(outputs) : graph.split(outputs, head.anchors(), spread));
    if (linear != null) {
      parts.set(0, graph.add(parts.get(0), linear.step(graph, features.readings(), weights)));
    }
    if (shortcut != null) {
      Value context = features.context();
      parts.set(0, shortcut.addedTo(graph, parts.get(0), made.output(), context, weights));
    }
    return new Step(head.step(graph, parts, weights), List.copyOf(made.nextState()));
  }

  private HeadLayers headLayers() {
    int read = layers.hidden() + context + (attention == null ? 0 : attention.columns());
    return new HeadLayers(read, units, head);
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.kernel.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Runs whole sequences for a training, layers by kernels where there are some.
   *
   * @param input [batch, time, inputs], plain
   * @return a plain output, and a state whose gradients must be cut
   */
  RecurrentCell.Sequence learn(
      NDArray input, List<NDArray> state, LiveWeights weights, Dropout dropout, Tape tape) {
    int parts = cell.stateParts().size();
    List<NDArray> next = new ArrayList<>();
    NDArray top = input;
    for (int layer = 0; layer < dilations.size(); layer++) {
      List<NDArray> own = state.subList(layer * parts, (layer + 1) * parts);
      RecurrentCell.Sequence made = learn(layer, top, own, weights, dropout, tape);
      next.addAll(made.state());
      top = made.output();
    }
    return new RecurrentCell.Sequence(top, next);
  }

  private RecurrentCell.Sequence learn(
      int layer,
      NDArray below,
      List<NDArray> state,
      LiveWeights weights,
      Dropout dropout,
      Tape tape) {
    LiveWeights dropped = withDropout(weights, name(layer), dropout);
    Optional<RecurrentCell.Sequence> byKernel =
        dilations.get(layer) > 1
            ? Optional.empty()
            : cell.learn(
                below, state, name(layer), name -> plain(name, weights, dropped, tape), tape);
    boolean readsBelow = byKernel.isEmpty() || addsInput(layer);
    NDArray read = readsBelow && tape.isResult(below) ? tape.open(below) : below;
    RecurrentCell.Sequence made =
        byKernel.isPresent()
            ? byKernel.get()
            : new Dilation(dilations.get(layer)).sequence(cell, read, state, name(layer), dropped);
    if (byKernel.isPresent() && dropout == Dropout.NONE && !addsInput(layer)) {
      return made;
    }
    NDArray own = byKernel.isPresent() ? tape.open(made.output()) : made.output();
    NDArray output = dropout.of(own);
    return new RecurrentCell.Sequence(
        tape.close(addsInput(layer) ? output.add(read) : output), made.state());
  }

  private static NDArray plain(String name, LiveWeights weights, LiveWeights dropped, Tape tape) {
    NDArray used = dropped.get(name);
    return used == weights.get(name) ? tape.weight(name, used) : tape.close(used);
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

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.List;

/**
 * A kind of recurrent layer. An implementation has no state: what it learns is in the weights it is
 * given.
 */
public interface RecurrentCell {

  /** The name that configurations use, such as {@code gru}. */
  String kind();

  /**
   * What a layer carries from step to step, each part as wide as the layer; the first one is the
   * layer's output.
   */
  List<String> stateParts();

  /** The weights of one layer, their names starting with {@code layer}. */
  List<WeightSpec> weights(String layer, int inputs, int hidden);

  /**
   * A layer over whole sequences from a zero state: [batch, time, inputs] to [batch, time, hidden].
   */
  NDArray sequence(NDArray inputs, int hidden, String layer, LiveWeights weights);

  /** One step of a layer as graph nodes: the next state's parts. */
  List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights);
}

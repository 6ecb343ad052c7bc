package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * A kind of recurrent layer. An implementation has no state: what it learns is in the weights it is
 * given.
 */
public interface RecurrentCell {

  /**
   * A layer's way through a sequence.
   *
   * @param output [batch, time, hidden]
   * @param state the parts after the last step, each [batch, hidden]
   */
  record Sequence(NDArray output, List<NDArray> state) {

    public Sequence {
      state = List.copyOf(state);
    }
  }

  /**
   * What a layer carries from step to step, each part as wide as the layer; the first one is the
   * layer's output.
   */
  List<String> stateParts();

  /** The weights of one layer, their names starting with {@code layer}. */
  List<WeightSpec> weights(String layer, int inputs, int hidden);

  /**
   * A layer over whole sequences, on from a state. Gradients flow into the state that is given and
   * out of the one that is returned: whoever carries a state on cuts them where they shall end.
   *
   * @param inputs [batch, time, inputs]
   * @param state the parts before the first step, each [batch, hidden]
   */
  Sequence sequence(NDArray inputs, List<NDArray> state, String layer, LiveWeights weights);

  /** One step of a layer as graph nodes: the next state's parts. */
  List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights);
}

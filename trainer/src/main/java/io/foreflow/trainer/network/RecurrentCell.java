package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.trainer.kernel.Tape;
import java.util.List;
import java.util.Optional;

/**
 * A kind of recurrent layer. An implementation has no state. All that it learns is in the weights
 * that it is given. If it has weights from the state, they are called {@code layer +
 * ".hidden.weight"}, and dropout applies to them.
 */
public interface RecurrentCell {

  /**
   * The result of a layer over a sequence.
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
   * The parts of the state that a layer carries from step to step, each as wide as the layer. The
   * first part is the output of the layer.
   */
  List<String> stateParts();

  /** The weights of one layer. Their names start with {@code layer}. */
  List<WeightSpec> weights(String layer, int inputs, int hidden);

  /**
   * Whether the layer has weights from its state to its next state. A layer without them computes
   * all slots of a sequence together.
   */
  default boolean readsItsState() {
    return true;
  }

  /**
   * Runs a layer over whole sequences from a state. Gradients flow into the given state and out of
   * the returned one, so a caller that carries a state on must cut them.
   *
   * @param inputs [batch, time, inputs]
   * @param state the parts before the first step, each [batch, hidden]
   */
  Sequence sequence(NDArray inputs, List<NDArray> state, String layer, LiveWeights weights);

  /**
   * Runs a layer as {@link #sequence} does, by a kernel that also knows the gradients. Empty if
   * there is none for this device, or if the engine is as fast.
   *
   * @param inputs [batch, time, inputs], plain
   * @param state the parts before the first step, which get no gradient
   * @param weights the plain weights by name
   * @return a plain output, and a state that has no gradient
   */
  default Optional<Sequence> learn(
      NDArray inputs, List<NDArray> state, String layer, WeightsByName weights, Tape tape) {
    return Optional.empty();
  }

  /** Gives the plain weight of a name. */
  @FunctionalInterface
  interface WeightsByName {
    NDArray get(String name);
  }

  /** Writes one step of a layer as graph nodes and returns the parts of the next state. */
  List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights);
}

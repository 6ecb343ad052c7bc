package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * Long short-term memory in PyTorch's form. The gates are stacked in the order i, f, g, o:
 *
 * <pre>
 * i, f, o = sigmoid(W x + U h + b)     g = tanh(W_g x + U_g h + b_g)
 * c' = f c + i g     h' = o tanh(c')
 * </pre>
 */
public final class LstmCell implements RecurrentCell {

  private static final int GATES = 4;

  @Override
  public List<String> stateParts() {
    return List.of("h", "c");
  }

  @Override
  public List<WeightSpec> weights(String layer, int inputs, int hidden) {
    // At first the forget gate is open, so that the first gradients reach far back.
    return Gates.weights(
        layer,
        GATES,
        inputs,
        hidden,
        (row, column, random) -> column >= hidden && column < 2 * hidden ? 1f : 0f);
  }

  @Override
  public Sequence sequence(NDArray inputs, List<NDArray> state, String layer, LiveWeights weights) {
    NDList start = new NDList(state.get(0).expandDims(0), state.get(1).expandDims(0));
    NDList made =
        inputs
            .getNDArrayInternal()
            .lstm(inputs, start, Gates.arrays(layer, weights), true, 1, 0, true, false, true);
    return new Sequence(made.get(0), List.of(made.get(1).squeeze(0), made.get(2).squeeze(0)));
  }

  @Override
  public List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights) {
    int hidden = state.get(0).width();
    Value ofInput =
        graph.linear(
            input,
            weights.get(layer + Gates.INPUT),
            weights.get(layer + Gates.INPUT_BIAS).plus(weights.get(layer + Gates.HIDDEN_BIAS)));
    Value sum = graph.linearPlus(state.get(0), weights.get(layer + Gates.HIDDEN), ofInput);
    List<Value> gates = graph.split(sum, 2 * hidden, hidden, hidden);
    List<Value> inputForget = graph.split(graph.sigmoid(gates.get(0)), hidden, hidden);
    Value written = graph.mul(inputForget.get(0), graph.tanh(gates.get(1)));
    Value c = graph.add(graph.mul(inputForget.get(1), state.get(1)), written);
    return List.of(graph.mul(graph.sigmoid(gates.get(2)), graph.tanh(c)), c);
  }
}

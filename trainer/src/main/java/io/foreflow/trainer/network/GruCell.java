package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.trainer.kernel.Tape;
import java.util.List;
import java.util.Optional;

/**
 * The gated recurrent unit in PyTorch's form. The gates are stacked in the order r, z, n:
 *
 * <pre>
 * r = sigmoid(W_r x + U_r h + b_r)     z = sigmoid(W_z x + U_z h + b_z)
 * n = tanh(W_n x + b_n + r (U_n h + c_n))     h' = n + z (h - n)
 * </pre>
 */
public final class GruCell implements RecurrentCell {

  private static final int GATES = 3;

  @Override
  public List<String> stateParts() {
    return List.of("h");
  }

  @Override
  public List<WeightSpec> weights(String layer, int inputs, int hidden) {
    // At first the update gate keeps most of the state, so that the first gradients reach far back.
    return Gates.weights(
        layer,
        GATES,
        inputs,
        hidden,
        (row, column, random) -> column >= hidden && column < 2 * hidden ? 1f : 0f);
  }

  @Override
  public Sequence sequence(NDArray inputs, List<NDArray> state, String layer, LiveWeights weights) {
    NDArray start = state.get(0).expandDims(0);
    NDList made =
        inputs
            .getNDArrayInternal()
            .gru(inputs, start, Gates.arrays(layer, weights), true, 1, 0, true, false, true);
    return new Sequence(made.get(0), List.of(made.get(1).squeeze(0)));
  }

  @Override
  public Optional<Sequence> learn(
      NDArray inputs, List<NDArray> state, String layer, WeightsByName weights, Tape tape) {
    // A GPU has a kernel of its own for whole sequences.
    return inputs.getDevice().isGpu()
        ? Optional.empty()
        : Optional.of(GruKernel.run(inputs, state.get(0), layer, weights, tape));
  }

  @Override
  public List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights) {
    Value h = state.get(0);
    int hidden = h.width();
    Tensor w = weights.get(layer + Gates.INPUT);
    Tensor u = weights.get(layer + Gates.HIDDEN);
    Tensor b = weights.get(layer + Gates.INPUT_BIAS);
    Tensor c = weights.get(layer + Gates.HIDDEN_BIAS);
    int gates = 2 * hidden;
    int all = GATES * hidden;

    // The second product adds to the first, so the sum needs no pass of its own.
    Value gatesOfInput = graph.linear(input, w.slice(0, gates), b.plus(c).columns(0, gates));
    List<Value> rz =
        graph.split(
            graph.sigmoid(graph.linearPlus(h, u.slice(0, gates), gatesOfInput)), hidden, hidden);
    Value ofInput = graph.linear(input, w.slice(gates, all), b.columns(gates, all));
    Value ofState = graph.linear(h, u.slice(gates, all), c.columns(gates, all));
    Value n = graph.tanh(graph.add(ofInput, graph.mul(rz.get(0), ofState)));
    return List.of(graph.add(n, graph.mul(rz.get(1), graph.sub(h, n))));
  }
}

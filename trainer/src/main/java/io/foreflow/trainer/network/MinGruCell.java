package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * The minimal gated recurrent unit (Feng et al. 2024). Gate and candidate read the input alone, so
 * a training computes all slots of a window together. They are stacked in the order z, n:
 *
 * <pre>
 * z = sigmoid(W_z x + b_z)     n = W_n x + b_n     h' = n + z (h - n)
 * </pre>
 */
public final class MinGruCell implements RecurrentCell {

  private static final int GATES = 2;

  @Override
  public List<String> stateParts() {
    return List.of("h");
  }

  @Override
  public List<WeightSpec> weights(String layer, int inputs, int hidden) {
    return Gates.ofInput(
        layer,
        GATES,
        inputs,
        hidden,
        (row, column, random) -> column < hidden ? Gates.logOfReach(column, hidden) : 0f);
  }

  @Override
  public boolean readsItsState() {
    return false;
  }

  @Override
  public Sequence sequence(NDArray inputs, List<NDArray> state, String layer, LiveWeights weights) {
    long hidden = state.get(0).getShape().get(1);
    NDList cut = Gates.ofInput(inputs, layer, weights).split(new long[] {hidden}, 2);
    NDArray z = cut.get(0).getNDArrayInternal().sigmoid();
    NDArray n = cut.get(1);
    return LinearRecurrence.run(z, n.sub(z.mul(n)), state.get(0));
  }

  @Override
  public List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights) {
    Value h = state.get(0);
    Value sum =
        graph.linear(
            input, weights.get(layer + Gates.INPUT), weights.get(layer + Gates.INPUT_BIAS));
    List<Value> cut = graph.split(sum, h.width(), h.width());
    Value z = graph.sigmoid(cut.get(0));
    Value n = cut.get(1);
    return List.of(graph.add(n, graph.mul(z, graph.sub(h, n))));
  }
}

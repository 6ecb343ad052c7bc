package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * The minimal long short-term memory (Feng et al. 2024). Gates and candidate read the input alone,
 * so a training computes all slots of a window together. The gates share out the next state between
 * the last one and the candidate. They are stacked in the order f, i, n:
 *
 * <pre>
 * f = sigmoid(W_f x + b_f)     i = sigmoid(W_i x + b_i)     n = W_n x + b_n
 * k = f / (f + i)     h' = n + k (h - n)
 * </pre>
 *
 * <p>The sums in front of the gates are limited to 40 on both sides. So f + i is never 0.
 */
public final class MinLstmCell implements RecurrentCell {

  private static final int GATES = 3;

  /** Beyond it a gate is as open or closed as it can be. exp(40) is still far from overflow. */
  private static final float LIMIT = 40;

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
        (row, column, random) ->
            column >= hidden && column < 2 * hidden
                ? -Gates.logOfReach(column - hidden, hidden)
                : 0f);
  }

  @Override
  public boolean readsItsState() {
    return false;
  }

  @Override
  public Sequence sequence(NDArray inputs, List<NDArray> state, String layer, LiveWeights weights) {
    long hidden = state.get(0).getShape().get(1);
    NDList cut = Gates.ofInput(inputs, layer, weights).split(new long[] {2 * hidden}, 2);
    NDArray gates = cut.get(0).clip(-LIMIT, LIMIT).getNDArrayInternal().sigmoid();
    NDList forgetInput = gates.split(new long[] {hidden}, 2);
    NDArray f = forgetInput.get(0);
    NDArray k = f.div(f.add(forgetInput.get(1)));
    NDArray n = cut.get(1);
    return LinearRecurrence.run(k, n.sub(k.mul(n)), state.get(0));
  }

  @Override
  public List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights) {
    Value h = state.get(0);
    int hidden = h.width();
    int gates = 2 * hidden;
    Tensor w = weights.get(layer + Gates.INPUT);
    Value sum =
        graph.linear(
            input,
            withOpposite(w, gates * w.columns()),
            withOpposite(weights.get(layer + Gates.INPUT_BIAS), gates));
    List<Value> cut = graph.split(sum, gates, hidden);
    // 1 / f = 1 + exp(-sum), and k = (1 / i) / (1 / f + 1 / i).
    Value inverse = graph.add(graph.exp(graph.clip(cut.get(0), -LIMIT, LIMIT)), graph.constant(1f));
    List<Value> inverses = graph.split(inverse, hidden, hidden);
    Value k = graph.div(inverses.get(1), graph.add(inverses.get(0), inverses.get(1)));
    Value n = cut.get(1);
    return List.of(graph.add(n, graph.mul(k, graph.sub(h, n))));
  }

  /** A weight whose first numbers have the other sign. So the step needs no node for it. */
  private static Tensor withOpposite(Tensor weight, int numbers) {
    float[] data = weight.data().clone();
    for (int i = 0; i < numbers; i++) {
      data[i] = -data[i];
    }
    return new Tensor(weight.rows(), weight.columns(), data);
  }
}

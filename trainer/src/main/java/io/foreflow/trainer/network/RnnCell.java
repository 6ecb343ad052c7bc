package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.recurrent.RNN;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * The plain recurrent layer, without gates:
 *
 * <pre>
 * h' = f(W x + U h + b)
 * </pre>
 *
 * <p>With tanh its state stays within (-1, 1) and its gradients vanish over long lags; with ReLU
 * they last longer, but the state has no bound.
 */
public enum RnnCell implements RecurrentCell {
  /** The state is the hyperbolic tangent of the sum. */
  TANH(RNN.Activation.TANH) {
    @Override
    Value activate(GraphBuilder graph, Value sum) {
      return graph.tanh(sum);
    }
  },
  /** The state is the positive part of the sum. */
  RELU(RNN.Activation.RELU) {
    @Override
    Value activate(GraphBuilder graph, Value sum) {
      return graph.relu(sum);
    }
  };

  private final RNN.Activation activation;

  RnnCell(RNN.Activation activation) {
    this.activation = activation;
  }

  abstract Value activate(GraphBuilder graph, Value sum);

  @Override
  public List<String> stateParts() {
    return List.of("h");
  }

  @Override
  public List<WeightSpec> weights(String layer, int inputs, int hidden) {
    return Gates.weights(layer, 1, inputs, hidden, Gates::zero);
  }

  @Override
  public Sequence sequence(NDArray inputs, List<NDArray> state, String layer, LiveWeights weights) {
    NDArray start = state.get(0).expandDims(0);
    NDList made =
        inputs
            .getNDArrayInternal()
            .rnn(
                inputs,
                start,
                Gates.arrays(layer, weights),
                true,
                1,
                activation,
                0,
                true,
                false,
                true);
    return new Sequence(made.get(0), List.of(made.get(1).squeeze(0)));
  }

  @Override
  public List<Value> step(
      GraphBuilder graph, Value input, List<Value> state, String layer, WeightSet weights) {
    Value ofInput =
        graph.linear(
            input,
            weights.get(layer + Gates.INPUT),
            weights.get(layer + Gates.INPUT_BIAS).plus(weights.get(layer + Gates.HIDDEN_BIAS)));
    return List.of(
        activate(
            graph, graph.linearPlus(state.get(0), weights.get(layer + Gates.HIDDEN), ofInput)));
  }
}

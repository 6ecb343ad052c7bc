package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * The layers below a {@link Head}: one hidden layer with ReLU, then a linear one.
 *
 * @param inputs columns that they read
 * @param units width of the hidden layer
 * @param head the head that reads the outputs
 */
record HeadLayers(int inputs, int units, Head head) {

  private static final String W1 = "head.hidden.weight";
  private static final String B1 = "head.hidden.bias";
  private static final String W2 = "head.out.weight";
  private static final String B2 = "head.out.bias";

  /** The bound of the first output weights. It is small, so that forecasts start near the base. */
  private static final double FIRST_OUTPUT = 0.05;

  List<WeightSpec> weights() {
    int outputs = head.outputs();
    return List.of(
        WeightSpec.matrix(W1, units, inputs, Math.sqrt(6.0 / (inputs + units))),
        WeightSpec.bias(B1, units),
        WeightSpec.matrix(W2, outputs, units, FIRST_OUTPUT / Math.sqrt(units)),
        new WeightSpec(B2, 1, outputs, (row, column, random) -> head.start(column)));
  }

  /** The layers over whole sequences: [batch, time, inputs] to [batch, time, outputs]. */
  NDArray sequence(NDArray joined, LiveWeights weights) {
    NDArray layer = linear(joined, weights.get(W1), weights.get(B1)).getNDArrayInternal().relu();
    return linear(layer, weights.get(W2), weights.get(B2));
  }

  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return Linear.linear(x, weight, bias).singletonOrThrow();
  }

  /** The layers of one step as graph nodes: [batch, inputs] to [batch, outputs]. */
  Value step(GraphBuilder graph, Value joined, WeightSet weights) {
    Value layer = graph.relu(graph.linear(joined, weights.get(W1), weights.get(B1)));
    return graph.linear(layer, weights.get(W2), weights.get(B2));
  }
}

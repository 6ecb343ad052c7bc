package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.core.Linear;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.trainer.kernel.Kernel;
import io.foreflow.trainer.kernel.Tape;
import java.util.List;

/**
 * The layers below a {@link Head}: one hidden layer with ReLU, then a linear one.
 *
 * @param inputs columns that they read
 * @param units width of the hidden layer
 * @param head the head that reads the outputs
 */
record HeadLayers(int inputs, int units, Head head) {

  static final String W1 = "head.hidden.weight";
  private static final String B1 = "head.hidden.bias";
  static final String W2 = "head.out.weight";
  static final String B2 = "head.out.bias";

  /** The bound of the first output weights. It is small, so that forecasts start near the base. */
  private static final double FIRST_OUTPUT = 0.05;

  /** Loaded with the first use, because that starts the engine. */
  private static final class Kernels {
    static final Kernel FORWARD = Kernel.load("head_forward");
    static final Kernel BACKWARD = Kernel.load("head_backward");
    static final Kernel PRODUCT = Kernel.load("product");
  }

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

  /**
   * The layers for a training, by a kernel: [slots, inputs] to [slots, outputs], both plain.
   *
   * @param read the parts of the inputs, plain
   */
  NDArray learn(List<NDArray> read, LiveWeights weights, Tape tape) {
    NDArray joined = NDArrays.concat(new NDList(read), 1);
    NDArray w1 = plain(W1, weights, tape);
    NDArray b1 = plain(B1, weights, tape);
    NDArray w2 = plain(W2, weights, tape);
    NDArray b2 = plain(B2, weights, tape);
    List<NDArray> made = Kernels.FORWARD.run(tape.scratch(), joined, w1, b1, w2, b2);
    NDArray outputs = made.get(0);
    tape.record(
        outputs,
        gradient -> {
          List<NDArray> back =
              Kernels.BACKWARD.run(tape.scratch(), gradient, joined, made.get(1), w2);
          tape.add(w1, back.get(0));
          tape.add(b1, back.get(1));
          tape.add(w2, back.get(2));
          tape.add(b2, back.get(3));
          passOn(read, back.get(4), w1, tape);
        });
    return outputs;
  }

  /** Passes the gradient of the hidden layer on to the parts that need it. */
  private static void passOn(List<NDArray> read, NDArray ofLayer, NDArray w1, Tape tape) {
    long from = 0;
    for (NDArray part : read) {
      long to = from + part.getShape().get(1);
      if (tape.isResult(part)) {
        NDArray columns = w1.get(new NDIndex(":, " + from + ":" + to));
        tape.add(part, Kernels.PRODUCT.run(tape.scratch(), ofLayer, columns).get(0));
      }
      from = to;
    }
  }

  private static NDArray plain(String name, LiveWeights weights, Tape tape) {
    return tape.weight(name, weights.get(name));
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

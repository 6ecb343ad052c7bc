package io.foreflow.trainer.network;

import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The weights of a layer with gates, in PyTorch's layout: one matrix for the input and one for the
 * state, with the rows of all gates stacked.
 */
final class Gates {

  static final String INPUT = ".input.weight";
  static final String HIDDEN = ".hidden.weight";
  static final String INPUT_BIAS = ".input.bias";
  static final String HIDDEN_BIAS = ".hidden.bias";

  private Gates() {}

  static List<WeightSpec> weights(
      String layer, int gates, int inputs, int hidden, WeightSpec.Start inputBias) {
    int rows = gates * hidden;
    return List.of(
        WeightSpec.matrix(layer + INPUT, rows, inputs, Math.sqrt(6.0 / (inputs + hidden))),
        WeightSpec.matrix(layer + HIDDEN, rows, hidden, 1 / Math.sqrt(hidden)),
        new WeightSpec(layer + INPUT_BIAS, 1, rows, inputBias),
        WeightSpec.bias(layer + HIDDEN_BIAS, rows));
  }

  static float zero(int row, int column, SplittableRandom random) {
    return 0f;
  }

  static NDList arrays(String layer, LiveWeights weights) {
    return new NDList(
        weights.get(layer + INPUT),
        weights.get(layer + HIDDEN),
        weights.get(layer + INPUT_BIAS),
        weights.get(layer + HIDDEN_BIAS));
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;
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

  /** The longest reach of a unit at first, in slots. */
  private static final double LONGEST_REACH = 100;

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

  /** The weights of a layer whose gates read the input alone. */
  static List<WeightSpec> ofInput(
      String layer, int gates, int inputs, int hidden, WeightSpec.Start bias) {
    int rows = gates * hidden;
    return List.of(
        WeightSpec.matrix(layer + INPUT, rows, inputs, Math.sqrt(6.0 / (inputs + hidden))),
        new WeightSpec(layer + INPUT_BIAS, 1, rows, bias));
  }

  /** The sums in front of all gates that read the input alone: [batch, time, gates * hidden]. */
  static NDArray ofInput(NDArray inputs, String layer, LiveWeights weights) {
    return Linear.linear(inputs, weights.get(layer + INPUT), weights.get(layer + INPUT_BIAS))
        .singletonOrThrow();
  }

  /**
   * The logarithm of the number of slots over which a unit keeps its state at first. The units of a
   * layer begin with reaches from 1 to {@link #LONGEST_REACH} slots, spread evenly.
   */
  static float logOfReach(int unit, int hidden) {
    return (float) ((unit + 0.5) / hidden * StrictMath.log(LONGEST_REACH));
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

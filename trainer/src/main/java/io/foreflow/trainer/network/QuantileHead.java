package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.core.Linear;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantiles that cannot cross: one hidden layer gives, for each target, the middle level and, for
 * each other level, the logarithm of its distance to its neighbour towards the middle.
 *
 * @param levels how many; the middle one, (levels - 1) / 2, is the anchor of the others
 * @param horizon how many targets
 * @param units width of the hidden layer
 */
public record QuantileHead(int levels, int horizon, int units) implements Head {

  private static final String W1 = "head.hidden.weight";
  private static final String B1 = "head.hidden.bias";
  private static final String W2 = "head.out.weight";
  private static final String B2 = "head.out.bias";

  /**
   * Logarithms of a distance are held within these: e^8 scales is more than any spread that makes
   * sense.
   */
  private static final float NARROWEST = -30f;

  private static final float WIDEST = 8f;

  /** Distances start at e^-1.5, about a fifth of the scale; forecasts start near the base. */
  private static final float FIRST_DISTANCE = -1.5f;

  private static final double FIRST_OUTPUT = 0.05;

  private int middle() {
    return (levels - 1) / 2;
  }

  @Override
  public String kind() {
    return "quantile";
  }

  @Override
  public List<WeightSpec> weights(int hidden, int context) {
    int inputs = hidden + context;
    int outputs = levels * horizon;
    return List.of(
        WeightSpec.matrix(W1, units, inputs, Math.sqrt(6.0 / (inputs + units))),
        WeightSpec.bias(B1, units),
        WeightSpec.matrix(W2, outputs, units, FIRST_OUTPUT / Math.sqrt(units)),
        new WeightSpec(
            B2, 1, outputs, (row, column, random) -> column < horizon ? 0f : FIRST_DISTANCE));
  }

  @Override
  public NDArray sequence(NDArray hidden, NDArray context, LiveWeights weights) {
    NDArray joined = NDArrays.concat(new NDList(hidden, context), 2);
    NDArray layer = linear(joined, weights.get(W1), weights.get(B1)).getNDArrayInternal().relu();
    NDArray out = linear(layer, weights.get(W2), weights.get(B2));
    if (levels == 1) {
      return out;
    }
    NDList cut = out.split(new long[] {horizon}, 2);
    NDArray distances = cut.get(1).clip(NARROWEST, WIDEST).exp();
    long[] bounds = new long[levels - 2];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = (long) (i + 1) * horizon;
    }
    NDList distance = bounds.length == 0 ? new NDList(distances) : distances.split(bounds, 2);
    NDArray[] quantiles = new NDArray[levels];
    quantiles[middle()] = cut.get(0);
    for (int level = middle() - 1; level >= 0; level--) {
      quantiles[level] = quantiles[level + 1].sub(distance.get(level));
    }
    for (int level = middle() + 1; level < levels; level++) {
      quantiles[level] = quantiles[level - 1].add(distance.get(level - 1));
    }
    return NDArrays.concat(new NDList(quantiles), 2);
  }

  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return Linear.linear(x, weight, bias).singletonOrThrow();
  }

  @Override
  public Value step(GraphBuilder graph, Value hidden, Value context, WeightSet weights) {
    Value joined = graph.concat(List.of(hidden, context));
    Value layer = graph.relu(graph.linear(joined, weights.get(W1), weights.get(B1)));
    Value out = graph.linear(layer, weights.get(W2), weights.get(B2));
    if (levels == 1) {
      return out;
    }
    List<Value> cut = graph.split(out, horizon, (levels - 1) * horizon);
    int[] widths = new int[levels - 1];
    java.util.Arrays.fill(widths, horizon);
    List<Value> distance =
        graph.split(graph.exp(graph.clip(cut.get(1), NARROWEST, WIDEST)), widths);
    Value[] quantiles = new Value[levels];
    quantiles[middle()] = cut.get(0);
    for (int level = middle() - 1; level >= 0; level--) {
      quantiles[level] = graph.sub(quantiles[level + 1], distance.get(level));
    }
    for (int level = middle() + 1; level < levels; level++) {
      quantiles[level] = graph.add(quantiles[level - 1], distance.get(level - 1));
    }
    return graph.concat(new ArrayList<>(List.of(quantiles)));
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles that cannot cross: for each target the middle level and, for each other level, the
 * logarithm of its distance to its neighbour towards the middle.
 *
 * @param levels how many; the middle one, (levels - 1) / 2, is the anchor of the others
 * @param horizon how many targets
 */
public record QuantileHead(int levels, int horizon) implements Head {

  /**
   * Logarithms of a distance are held within these: e^8 scales is more than any spread that makes
   * sense.
   */
  private static final float NARROWEST = -30f;

  private static final float WIDEST = 8f;

  /** Distances start at e^-1.5, about a fifth of the scale. */
  private static final float FIRST_DISTANCE = -1.5f;

  private int middle() {
    return (levels - 1) / 2;
  }

  @Override
  public String kind() {
    return Heads.QUANTILE;
  }

  @Override
  public int outputs() {
    return levels * horizon;
  }

  @Override
  public int anchors() {
    return horizon;
  }

  @Override
  public float start(int output) {
    return output < horizon ? 0f : FIRST_DISTANCE;
  }

  @Override
  public NDArray sequence(NDArray outputs, LiveWeights weights) {
    if (levels == 1) {
      return outputs;
    }
    NDList cut = outputs.split(new long[] {horizon}, 2);
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

  @Override
  public NDArray forecast(NDArray read, LiveWeights weights) {
    return read;
  }

  @Override
  public Value step(GraphBuilder graph, Value outputs, WeightSet weights) {
    if (levels == 1) {
      return outputs;
    }
    List<Value> cut = graph.split(outputs, horizon, (levels - 1) * horizon);
    int[] widths = new int[levels - 1];
    Arrays.fill(widths, horizon);
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
    return graph.concat(List.of(quantiles));
  }
}

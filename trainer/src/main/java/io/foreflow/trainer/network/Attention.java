package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.core.Linear;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.trainer.features.Readings;
import io.foreflow.trainer.kernel.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Causal attention from the state to the past of the series. The last readings, divided by the
 * scale, are cut into patches x_0 (the oldest) to x_K (the newest). Each head computes a query w
 * and a preference b for positions from the state h of the top layer. It compares the query with
 * each patch and returns the mean of the patches that followed, weighted by how well the query
 * fits:
 *
 * <pre>
 * [w | b] = W h + c     a = softmax_j(w x_j / sqrt(patch) + 4 b_j)     out = sum_j a_j x_{j+1}
 * </pre>
 *
 * <p>Neither keys nor values have weights of their own, so that a step costs two passes over the
 * readings and one small product.
 *
 * @param heads number of heads
 * @param choices K, the number of patches to choose from
 * @param patch readings in a patch
 * @param hidden width of the state
 */
record Attention(int heads, int choices, int patch, int hidden) {

  private static final String WEIGHT = "attention.weight";
  private static final String BIAS = "attention.bias";

  /**
   * The limit of each number, as in the context of the head, so that an outlier does not hide the
   * other numbers.
   */
  private static final float EXTREME = 40f;

  /**
   * The factor of the preferences. With it few training steps suffice to single out one position.
   */
  private static final float SHARPNESS = 4f;

  /** The number of readings that attention looks at. */
  int window() {
    return (choices + 1) * patch;
  }

  /** The number of columns that attention returns. */
  int columns() {
    return heads * patch;
  }

  /** The weights: for each head the rows of its query, then the rows of its preferences. */
  List<WeightSpec> weights() {
    int rows = heads * (patch + choices);
    return List.of(
        WeightSpec.matrix(WEIGHT, rows, hidden, 1 / Math.sqrt(hidden)),
        // Heads that start equal would stay equal as long as the state carries no information.
        new WeightSpec(
            BIAS, 1, rows, (row, column, random) -> (float) (0.1 * random.nextGaussian())));
  }

  private double queryUnit() {
    return 1 / Math.sqrt(patch);
  }

  /** Attention over whole sequences: [batch, time, hidden] to [batch, time, columns]. */
  NDArray sequence(NDArray top, SequenceInput input, LiveWeights weights) {
    NDArray asked =
        Linear.linear(top, weights.get(WEIGHT), weights.get(BIAS))
            .singletonOrThrow()
            .transpose(0, 2, 1)
            .toType(input.readings().getDataType(), false);
    List<NDArray> patches = patches(input);
    NDArray level = input.level().transpose(0, 2, 1);
    NDArray perScale = input.perScale().transpose(0, 2, 1);
    NDList found = new NDList();
    for (int head = 0; head < heads; head++) {
      int from = head * (patch + choices);
      NDArray query = rows(asked, from, from + patch);
      NDArray preference = rows(asked, from + patch, from + patch + choices);
      NDList likeness = new NDList();
      for (int j = 0; j < choices; j++) {
        likeness.add(query.mul(patches.get(j)).sum(new int[] {1}, true));
      }
      NDArray ofLevel = query.sum(new int[] {1}, true).mul(level);
      NDArray alike = Joined.of(likeness, 1).sub(ofLevel).mul(perScale);
      NDArray scores = Numbers.times(alike, queryUnit());
      NDArray shares = scores.add(Numbers.times(preference, SHARPNESS)).softmax(1);
      NDArray mixture = rows(shares, 0, 1).mul(patches.get(1));
      for (int j = 1; j < choices; j++) {
        mixture = mixture.add(rows(shares, j, j + 1).mul(patches.get(j + 1)));
      }
      found.add(mixture.sub(level).mul(perScale).clip(-EXTREME, EXTREME));
    }
    return Joined.of(found, 1).transpose(0, 2, 1).toType(DataType.FLOAT32, false);
  }

  /** The readings of each patch and slot, [batch, patch, time]. */
  private List<NDArray> patches(SequenceInput input) {
    NDArray readings = input.readings(window()).expandDims(1);
    NDManager manager = readings.getManager();
    // A convolution with the unit matrix makes the patches of all slots in one pass.
    NDArray unit = manager.eye(patch, patch, 0, readings.getDataType()).reshape(patch, 1, patch);
    NDArray all =
        Conv1d.conv1d(readings, unit, null, new Shape(1), new Shape(0), new Shape(1))
            .singletonOrThrow();
    List<NDArray> patches = new ArrayList<>();
    for (int j = 0; j <= choices; j++) {
      long from = (long) j * patch;
      patches.add(all.get(new NDIndex(":, :, " + from + ":" + (from + input.time()))));
    }
    return patches;
  }

  private static NDArray rows(NDArray array, int from, int to) {
    return array.get(new NDIndex(":, " + from + ":" + to));
  }

  /** Attention of one step as graph nodes: [batch, columns]. */
  Value step(GraphBuilder graph, Value top, Readings readings, WeightSet weights) {
    Value window = graph.mul(readings.window(window()), readings.perScale());
    Value keys = graph.slice(window, 0, choices * patch);
    Value values = graph.slice(window, patch, window());
    List<Value> found = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      int from = head * (patch + choices);
      Value query = rows(graph, top, weights, from, from + patch, queryUnit());
      Value preference = rows(graph, top, weights, from + patch, from + patch + choices, SHARPNESS);
      Value shares = graph.softmax(graph.add(graph.rowProducts(keys, query), preference));
      found.add(graph.clip(graph.rowMixture(shares, values), -EXTREME, EXTREME));
    }
    return graph.concat(found);
  }

  private static Value rows(
      GraphBuilder graph, Value top, WeightSet weights, int from, int to, double factor) {
    Tensor map = weights.get(WEIGHT).slice(from, to).times(factor);
    return graph.linear(top, map, weights.get(BIAS).columns(from, to).times(factor));
  }
}

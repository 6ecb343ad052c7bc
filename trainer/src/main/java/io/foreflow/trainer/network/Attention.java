package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Causal attention of the present state over the past of the series. The last readings, in scales,
 * are cut into patches x_0 (the oldest) to x_K (the newest). Each head makes a query w and a
 * preference b for places of the top layer's state h, and gives the patch that followed where the
 * series looked as asked for:
 *
 * <pre>
 * [w | b] = W h + c     a = softmax_j(w x_j / sqrt(patch) + 4 b_j)     out = sum_j a_j x_{j+1}
 * </pre>
 *
 * <p>Neither keys nor values have weights of their own, so that a step costs two passes over the
 * readings and one small product.
 *
 * @param heads how many
 * @param choices K, how many patches can be chosen from
 * @param patch readings in a patch
 * @param hidden width of the state
 */
record Attention(int heads, int choices, int patch, int hidden) {

  private static final String WEIGHT = "attention.weight";
  private static final String BIAS = "attention.bias";

  /** As for the head's context: an outlier must not drown what it stands beside. */
  private static final float EXTREME = 40f;

  /** Preferences are learnt reduced, so that a place can be singled out in few steps. */
  private static final float SHARPNESS = 4f;

  /** How many readings it looks at. */
  int window() {
    return (choices + 1) * patch;
  }

  /** Columns that it gives. */
  int columns() {
    return heads * patch;
  }

  /** For each head the rows of its query, then those of its preferences. */
  List<WeightSpec> weights() {
    int rows = heads * (patch + choices);
    return List.of(
        WeightSpec.matrix(WEIGHT, rows, hidden, 1 / Math.sqrt(hidden)),
        // Heads that begin alike would stay alike where the state says nothing yet.
        new WeightSpec(
            BIAS, 1, rows, (row, column, random) -> (float) (0.1 * random.nextGaussian())));
  }

  private double queryUnit() {
    return 1 / Math.sqrt(patch);
  }

  /** Over whole sequences: [batch, time, hidden] to [batch, time, columns]. */
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
      NDArray scores = NDArrays.concat(likeness, 1).sub(ofLevel).mul(perScale).mul(queryUnit());
      NDArray shares = scores.add(preference.mul(SHARPNESS)).softmax(1);
      NDArray mixture = rows(shares, 0, 1).mul(patches.get(1));
      for (int j = 1; j < choices; j++) {
        mixture = mixture.add(rows(shares, j, j + 1).mul(patches.get(j + 1)));
      }
      found.add(mixture.sub(level).mul(perScale).clip(-EXTREME, EXTREME));
    }
    return NDArrays.concat(found, 1).transpose(0, 2, 1).toType(DataType.FLOAT32, false);
  }

  /** For each patch and slot its readings, [batch, patch, time]. */
  private List<NDArray> patches(SequenceInput input) {
    NDArray readings = input.readings(window()).expandDims(1);
    NDManager manager = readings.getManager();
    // A convolution with the unit matrix lays the patches of all slots out in one pass.
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

  /** One step as graph nodes: [batch, columns]. */
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

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * A linear map from what the head reads beside the cells straight to where the forecast lies. It
 * mends at once what is wrong with the base forecast, such as a season that no longer holds, and
 * leaves the rest to the layers.
 *
 * @param context columns that it reads
 * @param columns how many numbers it gives
 */
record Shortcut(int context, int columns) {

  private static final String WEIGHT = "head.shortcut.weight";

  List<WeightSpec> weights() {
    return List.of(new WeightSpec(WEIGHT, columns, context, (row, column, random) -> 0f));
  }

  /** [batch, time, context] to [batch, time, columns]. */
  NDArray sequence(NDArray context, LiveWeights weights) {
    return Linear.linear(context, weights.get(WEIGHT)).singletonOrThrow();
  }

  /** What it makes of [batch, context] added to {@code anchors}, as graph nodes. */
  Value addedTo(GraphBuilder graph, Value anchors, Value context, WeightSet weights) {
    return graph.linearPlus(context, weights.get(WEIGHT), anchors);
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * A linear map from the context of the head straight to the location of the forecast. It soon
 * corrects an error of the base forecast, such as a season that has ended, and leaves the rest to
 * the layers.
 *
 * @param context columns that it reads
 * @param columns number of results
 */
record Shortcut(int context, int columns) {

  private static final String WEIGHT = "head.shortcut.weight";

  List<WeightSpec> weights() {
    return List.of(new WeightSpec(WEIGHT, columns, context, (row, column, random) -> 0f));
  }

  /** The map over whole sequences: [batch, time, context] to [batch, time, columns]. */
  NDArray sequence(NDArray context, LiveWeights weights) {
    return Linear.linear(context, weights.get(WEIGHT)).singletonOrThrow();
  }

  /** The map of [batch, context] added to {@code anchors}, as graph nodes. */
  Value addedTo(GraphBuilder graph, Value anchors, Value context, WeightSet weights) {
    return graph.linearPlus(context, weights.get(WEIGHT), anchors);
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.List;

/**
 * A kind of output layer: from the cells' output and the context to quantiles, level by level, each
 * over the horizon, as scaled differences to the base forecast.
 */
public interface Head {

  /** The name that configurations use, such as {@code quantile}. */
  String kind();

  /** The weights, their names starting with {@code head}. */
  List<WeightSpec> weights(int hidden, int context);

  /**
   * Over whole sequences: [batch, time, hidden] and [batch, time, context] to [batch, time, levels
   * * horizon].
   */
  NDArray sequence(NDArray hidden, NDArray context, LiveWeights weights);

  /** One step as graph nodes: [batch, levels * horizon]. */
  Value step(GraphBuilder graph, Value hidden, Value context, WeightSet weights);
}

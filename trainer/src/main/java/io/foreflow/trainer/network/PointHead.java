package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.List;

/**
 * One number for each target: the middle of the quantiles without the others. What it stands for,
 * mean or median, is the loss's choice.
 *
 * @param horizon how many targets
 * @param units width of the hidden layer
 */
public record PointHead(int horizon, int units) implements Head {

  private QuantileHead middle() {
    return new QuantileHead(1, horizon, units);
  }

  @Override
  public String kind() {
    return Heads.POINT;
  }

  @Override
  public List<WeightSpec> weights(int hidden, int context) {
    return middle().weights(hidden, context);
  }

  @Override
  public NDArray sequence(NDArray hidden, NDArray context, LiveWeights weights) {
    return middle().sequence(hidden, context, weights);
  }

  @Override
  public Value step(GraphBuilder graph, Value hidden, Value context, WeightSet weights) {
    return middle().step(graph, hidden, context, weights);
  }
}

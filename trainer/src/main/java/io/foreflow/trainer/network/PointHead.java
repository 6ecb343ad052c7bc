package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * One number for each target. The loss decides if it is a mean or a median.
 *
 * @param horizon number of targets
 */
public record PointHead(int horizon) implements Head {

  @Override
  public int outputs() {
    return horizon;
  }

  @Override
  public int anchors() {
    return horizon;
  }

  @Override
  public float start(int output) {
    return 0f;
  }

  @Override
  public NDArray sequence(NDArray outputs, LiveWeights weights) {
    return outputs;
  }

  @Override
  public NDArray forecast(NDArray read, LiveWeights weights) {
    return read;
  }

  @Override
  public Value step(GraphBuilder graph, List<Value> outputs, WeightSet weights) {
    return outputs.get(0);
  }
}

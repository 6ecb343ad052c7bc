package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.ForecastKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The probabilities of down, flat and up at each step, as a softmax over the classes. The direction
 * is that from the reading at the origin; seasons do not matter.
 *
 * @param horizon number of steps
 */
public record DirectionHead(int horizon) implements Head {

  private static final int COUNT = Direction.CLASSES.size();

  @Override
  public int outputs() {
    return COUNT * horizon;
  }

  @Override
  public int anchors() {
    return outputs();
  }

  @Override
  public float start(int output) {
    return 0f;
  }

  @Override
  public ForecastKind forecastKind(List<Double> levels) {
    return new ForecastKind.Classes(Direction.CLASSES);
  }

  /**
   * The scores themselves. The loss computes the logarithm of the softmax from them, which is more
   * exact than the logarithm of a probability.
   */
  @Override
  public NDArray sequence(NDArray outputs, LiveWeights weights) {
    return outputs;
  }

  @Override
  public NDArray forecast(NDArray read, LiveWeights weights) {
    Shape shape = read.getShape();
    return read.reshape(shape.get(0), shape.get(1), COUNT, horizon).softmax(2).reshape(shape);
  }

  @Override
  public Value step(GraphBuilder graph, List<Value> outputs, WeightSet weights) {
    List<Value> scores = graph.split(outputs.get(0), horizon, horizon, horizon);
    Value largest = graph.max(graph.max(scores.get(0), scores.get(1)), scores.get(2));
    List<Value> parts = new ArrayList<>();
    for (Value score : scores) {
      parts.add(graph.exp(graph.sub(score, largest)));
    }
    Value sum = graph.add(graph.add(parts.get(0), parts.get(1)), parts.get(2));
    return graph.concat(parts.stream().map(part -> graph.div(part, sum)).toList());
  }
}

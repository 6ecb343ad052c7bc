package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.ForecastKind;
import java.util.List;

/**
 * What the numbers that a network puts out mean: which of them the loss reads, and what forecast
 * they stand for. All are scaled differences to the base forecast, unless the head says otherwise.
 */
public interface Head {

  /** How many numbers it makes a forecast of. */
  int outputs();

  /**
   * How many of them, from the first on, say where the forecast lies; the others say how far it
   * spreads. A linear path adds to these.
   */
  int anchors();

  /**
   * What its forecasts are. The targets of classes are moves from the reading at the origin, not
   * differences to the base forecast.
   *
   * @param levels that quantiles are asked for
   */
  default ForecastKind forecastKind(List<Double> levels) {
    return new ForecastKind.Quantiles(levels);
  }

  /** What an output is before anything is learnt. */
  float start(int output);

  /** Weights of its own, their names starting with {@code head}. */
  default List<WeightSpec> weights() {
    return List.of();
  }

  /** What the loss reads, of [batch, time, outputs]. */
  NDArray sequence(NDArray outputs, LiveWeights weights);

  /** The forecast, [batch, time, levels * horizon], of what the loss reads. */
  NDArray forecast(NDArray read, LiveWeights weights);

  /**
   * The forecast, [batch, levels * horizon], as graph nodes.
   *
   * @param outputs the anchors, and the others if there are any
   */
  Value step(GraphBuilder graph, List<Value> outputs, WeightSet weights);
}

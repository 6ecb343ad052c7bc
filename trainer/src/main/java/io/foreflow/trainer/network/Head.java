package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.ForecastKind;
import java.util.List;

/**
 * Gives the outputs of a network their meaning: which of them the loss reads, and which forecast
 * they stand for. Outputs are scaled differences to the base forecast, unless the head says
 * otherwise.
 */
public interface Head {

  /** The number of outputs that the head needs. */
  int outputs();

  /**
   * The number of outputs that give the location of the forecast. They come first, and a linear
   * path adds to them. The other outputs give the spread.
   */
  int anchors();

  /**
   * The kind of the forecasts. The targets of classes are moves from the reading at the origin, not
   * differences to the base forecast.
   *
   * @param levels that quantiles are asked for
   */
  default ForecastKind forecastKind(List<Double> levels) {
    return new ForecastKind.Quantiles(levels);
  }

  /** The value of an output before training. */
  float start(int output);

  /** The weights of the head itself. Their names start with {@code head}. */
  default List<WeightSpec> weights() {
    return List.of();
  }

  /** The input of the loss, computed from [batch, time, outputs]. */
  NDArray sequence(NDArray outputs, LiveWeights weights);

  /** The forecast, [batch, time, levels * horizon], computed from the input of the loss. */
  NDArray forecast(NDArray read, LiveWeights weights);

  /**
   * The forecast, [batch, levels * horizon], as graph nodes.
   *
   * @param outputs the anchors, and the others if there are any
   */
  Value step(GraphBuilder graph, List<Value> outputs, WeightSet weights);
}

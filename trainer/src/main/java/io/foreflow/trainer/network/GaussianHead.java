package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.evaluation.distribution.NormalQuantile;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.Arrays;
import java.util.List;

/**
 * A normal distribution for each target: its mean and the logarithm of its standard deviation. The
 * loss reads both; the file returns quantiles.
 *
 * @param levels of the quantiles, ascending
 * @param horizon number of targets
 */
public record GaussianHead(List<Double> levels, int horizon) implements Head {

  public GaussianHead {
    levels = List.copyOf(levels);
  }

  @Override
  public int outputs() {
    return 2 * horizon;
  }

  @Override
  public int anchors() {
    return horizon;
  }

  @Override
  public float start(int output) {
    return LocationScale.start(output, horizon);
  }

  @Override
  public NDArray sequence(NDArray outputs, LiveWeights weights) {
    return LocationScale.sequence(outputs, horizon);
  }

  @Override
  public NDArray forecast(NDArray read, LiveWeights weights) {
    return LocationScale.forecast(read, horizon, standard());
  }

  @Override
  public Value step(GraphBuilder graph, List<Value> outputs, WeightSet weights) {
    return LocationScale.step(graph, outputs, standard());
  }

  private float[][] standard() {
    float[][] rows = new float[levels.size()][horizon];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(rows[i], (float) NormalQuantile.of(levels.get(i)));
    }
    return rows;
  }
}

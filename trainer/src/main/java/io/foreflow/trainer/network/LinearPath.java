package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.trainer.features.Readings;
import io.foreflow.trainer.kernel.Numbers;
import java.util.List;

/**
 * A linear map from the last readings straight to the forecast, past the cells:
 *
 * <pre>
 * out_c = sum_k A_ck (y[t-k] - mean of the window) / scale
 * </pre>
 *
 * <p>The mean is subtracted in the weights, not in the readings: each row of A, less its own mean,
 * gives the same sum. So one product is the only pass over the window.
 *
 * @param window number of readings, at least 2
 * @param columns number of results
 */
record LinearPath(int window, int columns) {

  static final String WEIGHT = "linear.weight";

  /**
   * The factor of the weights. They must move up to 1 away from zero to undo the base forecast, at
   * a learning rate that suits the other layers. With the factor they move faster.
   */
  private static final double GAIN = 2;

  List<WeightSpec> weights() {
    return List.of(new WeightSpec(WEIGHT, columns, window, (row, column, random) -> 0f));
  }

  /** The map over whole sequences: [batch, time, columns]. */
  NDArray sequence(SequenceInput input, LiveWeights weights) {
    NDArray learnt = weights.get(WEIGHT).toType(input.readings().getDataType(), false);
    NDArray centred = learnt.sub(learnt.mean(new int[] {1}, true));
    return new WindowMap(window, columns).sequence(input, Numbers.times(centred, GAIN));
  }

  /** The map of one step as graph nodes: [batch, columns]. */
  Value step(GraphBuilder graph, Readings readings, WeightSet weights) {
    return new WindowMap(window, columns).step(graph, readings, centred(weights.get(WEIGHT)));
  }

  private Tensor centred(Tensor learnt) {
    float[] map = new float[columns * window];
    for (int row = 0; row < columns; row++) {
      double mean = 0;
      for (int i = 0; i < window; i++) {
        mean += learnt.data()[row * window + i];
      }
      mean /= window;
      for (int i = 0; i < window; i++) {
        map[row * window + i] = (float) (GAIN * (learnt.data()[row * window + i] - mean));
      }
    }
    return new Tensor(columns, window, map);
  }
}

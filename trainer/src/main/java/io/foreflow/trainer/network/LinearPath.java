package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.trainer.features.Readings;
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

  private static final String WEIGHT = "linear.weight";

  /**
   * The factor of the weights. They must move up to 1 away from zero to undo the base forecast, at
   * a learning rate that suits the other layers. With the factor they move faster.
   */
  private static final double GAIN = 2;

  List<WeightSpec> weights() {
    return List.of(new WeightSpec(WEIGHT, columns, window, (row, column, random) -> 0f));
  }

  /**
   * The map over whole sequences: [batch, time, columns]. It is a convolution along time, so that
   * no slot needs a copy of its window.
   */
  NDArray sequence(SequenceInput input, LiveWeights weights) {
    DataType type = input.readings().getDataType();
    NDArray learnt = weights.get(WEIGHT).toType(type, false);
    NDArray map = learnt.sub(learnt.mean(new int[] {1}, true)).mul(GAIN);
    NDArray sums =
        Conv1d.conv1d(
                input.readings(window).expandDims(1),
                map.reshape(columns, 1, window),
                null,
                new Shape(1),
                new Shape(0),
                new Shape(1))
            .singletonOrThrow();
    return sums.transpose(0, 2, 1).mul(input.perScale()).toType(DataType.FLOAT32, false);
  }

  /** The map of one step as graph nodes: [batch, columns]. */
  Value step(GraphBuilder graph, Readings readings, WeightSet weights) {
    Tensor map = centred(weights.get(WEIGHT));
    Value ofNewest =
        graph.mul(readings.newest(), graph.constant(map.columns(window - 1, window).data()));
    Value sum = graph.linearPlus(readings.earlier(window), map.columns(0, window - 1), ofNewest);
    return graph.mul(sum, readings.perScale());
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

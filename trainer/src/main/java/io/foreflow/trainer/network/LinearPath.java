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
 * A linear map from the last readings straight to what is forecast, beside the cells:
 *
 * <pre>
 * out_c = sum_k A_ck (y[t-k] - mean of the window) / scale
 * </pre>
 *
 * <p>The mean is taken off the weights and not off the readings: with A less the mean of each of
 * its rows the sum is the same, and nothing passes over the window but one product.
 *
 * @param window how many readings, at least 2
 * @param columns how many numbers it gives
 */
record LinearPath(int window, int columns) {

  private static final String WEIGHT = "linear.weight";

  /**
   * The weights have further to go than those of other layers, up to 1 away from zero to undo the
   * base forecast, at a learning rate that suits the others. So they are learnt reduced, for larger
   * moves.
   */
  private static final double GAIN = 2;

  List<WeightSpec> weights() {
    return List.of(new WeightSpec(WEIGHT, columns, window, (row, column, random) -> 0f));
  }

  /**
   * Over whole sequences: [batch, time, columns]. A convolution along time is the same sum for
   * every slot, without a copy of the window for each.
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

  /** One step as graph nodes: [batch, columns]. */
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

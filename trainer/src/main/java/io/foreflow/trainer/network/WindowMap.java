package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.trainer.features.Readings;

/**
 * A linear map from the last readings of a series to some results, in both forms: over sequences
 * and as graph nodes.
 *
 * <pre>
 * out_c = sum_k A_ck y[t-k] / scale
 * </pre>
 *
 * <p>The sequences are readings minus any constant, the nodes are readings minus the level. Both
 * are the same if each row of A adds up to zero.
 *
 * @param window number of readings, at least 2
 * @param columns number of results
 */
public record WindowMap(int window, int columns) {

  /**
   * The map over whole sequences: [batch, time, columns]. It is a convolution along time, so that
   * no slot needs a copy of its window.
   *
   * @param map A, [columns, window], of the data type of the readings
   */
  public NDArray sequence(SequenceInput input, NDArray map) {
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
  public Value step(GraphBuilder graph, Readings readings, Tensor map) {
    Value ofNewest =
        graph.mul(readings.newest(), graph.constant(map.columns(window - 1, window).data()));
    Value sum = graph.linearPlus(readings.earlier(window), map.columns(0, window - 1), ofNewest);
    return graph.mul(sum, readings.perScale());
  }
}

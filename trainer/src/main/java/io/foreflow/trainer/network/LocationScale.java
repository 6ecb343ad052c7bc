package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The common part of heads with a location and a scale for each target. The first half of the
 * outputs are the locations, the second half the logarithms of the scales. A quantile is the
 * location plus the scale times the quantile of the standard distribution.
 */
final class LocationScale {

  /**
   * The bounds of the logarithm of the scale. Below a thousandth of the series' scale the
   * likelihood would only reward rounding, and its gradients would grow without limit.
   */
  private static final float NARROWEST = -7f;

  private static final float WIDEST = 8f;

  /** The first logarithm of a scale, so that a scale starts at e^-0.5. */
  private static final float FIRST_SCALE = -0.5f;

  private LocationScale() {}

  static float start(int output, int horizon) {
    return output < horizon ? 0f : FIRST_SCALE;
  }

  /**
   * The input of the loss, [location | logarithm of the scale], with the logarithm within its
   * bounds.
   */
  static NDArray sequence(NDArray outputs, int horizon) {
    NDList cut = outputs.split(new long[] {horizon}, 2);
    return NDArrays.concat(new NDList(cut.get(0), cut.get(1).clip(NARROWEST, WIDEST)), 2);
  }

  /**
   * The quantiles, computed from the result of {@link #sequence}.
   *
   * @param standard quantiles of the standard distribution, [level][step]
   */
  static NDArray forecast(NDArray read, int horizon, float[][] standard) {
    NDList cut = read.split(new long[] {horizon, 2L * horizon}, 2);
    NDArray scale = cut.get(1).exp();
    NDList levels = new NDList();
    for (float[] row : standard) {
      NDArray units = read.getManager().create(row, new Shape(1, 1, horizon));
      levels.add(cut.get(0).add(scale.mul(units)));
    }
    return NDArrays.concat(levels, 2);
  }

  /** The quantiles as graph nodes, computed from the outputs. */
  static Value step(GraphBuilder graph, List<Value> outputs, float[][] standard) {
    Value location = outputs.get(0);
    Value scale = graph.exp(graph.clip(outputs.get(1), NARROWEST, WIDEST));
    List<Value> levels = new ArrayList<>();
    for (float[] row : standard) {
      levels.add(
          isMiddle(row) ? location : graph.add(location, graph.mul(scale, graph.constant(row))));
    }
    return graph.concat(levels);
  }

  private static boolean isMiddle(float[] row) {
    for (float unit : row) {
      if (unit != 0) {
        return false;
      }
    }
    return true;
  }
}

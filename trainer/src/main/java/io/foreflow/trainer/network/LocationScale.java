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
 * What heads of a location and a scale for each target share. The first half of the outputs are the
 * locations, the second half the logarithms of the scales; a quantile is the location plus the
 * scale times the same quantile of the standard form.
 */
final class LocationScale {

  /**
   * Logarithms of the scale are held within these: narrower than a thousandth of the series' scale
   * the likelihood would reward nothing but rounding, and its gradients grow without end.
   */
  private static final float NARROWEST = -7f;

  private static final float WIDEST = 8f;

  /** A scale starts at e^-0.5. */
  private static final float FIRST_SCALE = -0.5f;

  private LocationScale() {}

  static float start(int output, int horizon) {
    return output < horizon ? 0f : FIRST_SCALE;
  }

  /** [location | logarithm of the scale], the latter within its bounds. */
  static NDArray sequence(NDArray outputs, int horizon) {
    NDList cut = outputs.split(new long[] {horizon}, 2);
    return NDArrays.concat(new NDList(cut.get(0), cut.get(1).clip(NARROWEST, WIDEST)), 2);
  }

  /**
   * The quantiles of what {@link #sequence} gave.
   *
   * @param standard quantiles of the standard form, [level][step]
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

  /** The same as graph nodes, from the outputs themselves. */
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

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.foreflow.evaluation.distribution.StudentQuantile;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.List;

/**
 * A Student-t distribution for each target: its location, the logarithm of its scale, and its
 * degrees of freedom, 2 + exp(w). The degrees of freedom are learnt for each step of the horizon.
 * They are the same for all series and times, so the quantiles of the standard distribution are
 * constants in the file.
 *
 * @param levels of the quantiles, ascending
 * @param horizon number of targets
 */
public record StudentHead(List<Double> levels, int horizon) implements Head {

  private static final String TAILS = "head.tails.bias";

  /** The bounds of w: from a variance that barely exists to almost a normal distribution. */
  private static final float LEAST = -4f;

  private static final float MOST = 5f;

  /** The first w: the degrees of freedom start at 2 + e^1.5, about 6.5. */
  private static final float FIRST_TAILS = 1.5f;

  public StudentHead {
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
  public List<WeightSpec> weights() {
    return List.of(new WeightSpec(TAILS, 1, horizon, (row, column, random) -> FIRST_TAILS));
  }

  /** The input of the loss, [location | logarithm of the scale | degrees of freedom]. */
  @Override
  public NDArray sequence(NDArray outputs, LiveWeights weights) {
    NDArray degrees = weights.get(TAILS).clip(LEAST, MOST).exp().add(2f);
    NDArray everywhere =
        degrees
            .reshape(1, 1, horizon)
            .broadcast(outputs.getShape().get(0), outputs.getShape().get(1), horizon);
    return NDArrays.concat(new NDList(LocationScale.sequence(outputs, horizon), everywhere), 2);
  }

  @Override
  public NDArray forecast(NDArray read, LiveWeights weights) {
    return LocationScale.forecast(read, horizon, standard(weights.get(TAILS).toFloatArray()));
  }

  @Override
  public Value step(GraphBuilder graph, List<Value> outputs, WeightSet weights) {
    return LocationScale.step(graph, outputs, standard(weights.get(TAILS).data()));
  }

  private float[][] standard(float[] tails) {
    float[][] rows = new float[levels.size()][horizon];
    for (int step = 0; step < horizon; step++) {
      double degrees = 2 + StrictMath.exp(Math.min(MOST, Math.max(LEAST, tails[step])));
      StudentQuantile quantile = new StudentQuantile(degrees);
      for (int i = 0; i < rows.length; i++) {
        rows[i][step] = (float) quantile.of(levels.get(i));
      }
    }
    return rows;
  }
}

package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.foreflow.evaluation.distribution.NormalQuantile;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.trainer.kernel.Kernel;
import io.foreflow.trainer.kernel.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles that cannot cross. For each target the outputs are the middle level and, for each other
 * level, the logarithm of its distance to the next level towards the middle.
 *
 * @param levels number of levels; the others are measured from the middle one, (levels - 1) / 2
 * @param horizon number of targets
 * @param starts logarithm of each distance before anything is learnt, level by level; empty if all
 *     are alike
 */
public record QuantileHead(int levels, int horizon, List<Double> starts) implements Head {

  /**
   * The bounds of the logarithm of a distance. A distance of e^8 scales is more than any real
   * spread.
   */
  private static final float NARROWEST = -30f;

  private static final float WIDEST = 8f;

  /** The first logarithm of a distance. A distance starts at e^-1.5, a fifth of the scale. */
  private static final float FIRST_DISTANCE = -1.5f;

  /** The standard deviation of a normal distribution, in mean absolute deviations. */
  private static final double DEVIATIONS = 1.2533;

  /** Loaded with the first use, because that starts the engine. */
  private static final class Kernels {
    static final Kernel LOSS = Kernel.load("quantile_loss");
  }

  public QuantileHead {
    starts = List.copyOf(starts);
  }

  /** A head that starts with equal distances. */
  public QuantileHead(int levels, int horizon) {
    this(levels, horizon, List.of());
  }

  /**
   * A head that starts as the band of a random walk with steps as large as the scale: that of a
   * normal distribution that widens with the square root of the step.
   */
  static QuantileHead ofWalk(List<Double> levels, int horizon) {
    List<Double> starts = new ArrayList<>();
    for (int above = 1; above < levels.size(); above++) {
      double width =
          NormalQuantile.of(levels.get(above)) - NormalQuantile.of(levels.get(above - 1));
      for (int step = 1; step <= horizon; step++) {
        starts.add(StrictMath.log(DEVIATIONS * width * StrictMath.sqrt(step)));
      }
    }
    return new QuantileHead(levels.size(), horizon, starts);
  }

  private int middle() {
    return (levels - 1) / 2;
  }

  @Override
  public int outputs() {
    return levels * horizon;
  }

  @Override
  public int anchors() {
    return horizon;
  }

  @Override
  public float start(int output) {
    if (output < horizon) {
      return 0f;
    }
    return starts.isEmpty() ? FIRST_DISTANCE : starts.get(output - horizon).floatValue();
  }

  @Override
  public NDArray sequence(NDArray outputs, LiveWeights weights) {
    if (levels == 1) {
      return outputs;
    }
    NDList cut = outputs.split(new long[] {horizon}, 2);
    NDArray distances = cut.get(1).clip(NARROWEST, WIDEST).exp();
    long[] bounds = new long[levels - 2];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = (long) (i + 1) * horizon;
    }
    NDList distance = bounds.length == 0 ? new NDList(distances) : distances.split(bounds, 2);
    NDArray[] quantiles = new NDArray[levels];
    quantiles[middle()] = cut.get(0);
    for (int level = middle() - 1; level >= 0; level--) {
      quantiles[level] = quantiles[level + 1].sub(distance.get(level));
    }
    for (int level = middle() + 1; level < levels; level++) {
      quantiles[level] = quantiles[level - 1].add(distance.get(level - 1));
    }
    return NDArrays.concat(new NDList(quantiles), 2);
  }

  /**
   * The quantile loss and its gradient, by a kernel.
   *
   * @param outputs [origins, outputs], plain
   * @param targets [origins, horizon]
   * @param mask [origins, horizon]
   * @param ofLevels the level of each quantile
   * @param cap the largest error that counts
   */
  public NDArray quantileLoss(
      NDArray outputs,
      NDArray targets,
      NDArray mask,
      List<Double> ofLevels,
      double cap,
      Tape tape) {
    float[] quantiles = new float[levels];
    for (int i = 0; i < levels; i++) {
      quantiles[i] = ofLevels.get(i).floatValue();
    }
    NDManager scratch = tape.scratch();
    NDArray config = scratch.create(new float[] {(float) cap, NARROWEST, WIDEST});
    List<NDArray> made =
        Kernels.LOSS.run(scratch, outputs, targets, mask, scratch.create(quantiles), config);
    NDArray loss = made.get(0);
    tape.record(loss, unused -> tape.add(outputs, made.get(1)));
    tape.add(loss, scratch.ones(loss.getShape()));
    return loss;
  }

  @Override
  public NDArray forecast(NDArray read, LiveWeights weights) {
    return read;
  }

  @Override
  public Value step(GraphBuilder graph, List<Value> outputs, WeightSet weights) {
    if (levels == 1) {
      return outputs.get(0);
    }
    int[] widths = new int[levels - 1];
    Arrays.fill(widths, horizon);
    List<Value> distance =
        graph.split(graph.exp(graph.clip(outputs.get(1), NARROWEST, WIDEST)), widths);
    Value[] quantiles = new Value[levels];
    quantiles[middle()] = outputs.get(0);
    for (int level = middle() - 1; level >= 0; level--) {
      quantiles[level] = graph.sub(quantiles[level + 1], distance.get(level));
    }
    for (int level = middle() + 1; level < levels; level++) {
      quantiles[level] = graph.add(quantiles[level - 1], distance.get(level - 1));
    }
    return graph.concat(List.of(quantiles));
  }
}

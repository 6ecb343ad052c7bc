package io.foreflow.trainer.ridge;

import io.foreflow.graph.Tensor;
import io.foreflow.trainer.ensemble.RidgeMember;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.window.LearningSpan;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a ridge regression from the last readings to the targets, in closed form.
 *
 * <p>The slots to learn from are cut into blocks of time. Each block is forecast by a map that was
 * made of the others. These forecasts choose the penalty of each step, and their residuals give the
 * quantiles. The map itself is made of all blocks.
 */
public final class RidgeFit {

  /**
   * The penalties to choose from, the largest first. With the largest one the map is nearly zero,
   * and the forecast is the base.
   */
  private static final double[] PENALTIES = {1e4, 1e3, 1e2, 10, 1, 0.1, 1e-2, 1e-3, 1e-4};

  /** The penalty of a map that only fills missing targets. */
  private static final double FILLING = 1e-2;

  /**
   * A missing target is filled with the forecast of the map, which is made again with it. What is
   * wrong after so many times is the share of missing targets to this power.
   */
  private static final int FILLINGS = 3;

  private static final double OPERATIONS_PER_SECOND = 1e9;

  private final int window;
  private final int horizon;
  private final List<Double> levels;
  private final boolean ofMean;
  private final double cap;

  /**
   * @param levels the quantiles to forecast
   * @param ofMean whether the forecast is the mean, not the quantiles
   * @param cap the largest distance of a target from the base that counts, in scales
   */
  public RidgeFit(int window, int horizon, List<Double> levels, boolean ofMean, double cap) {
    this.window = window;
    this.horizon = horizon;
    this.levels = List.copyOf(levels);
    this.ofMean = ofMean;
    this.cap = cap;
  }

  /**
   * Trains on the spans.
   *
   * @throws IllegalArgumentException if no series is long enough
   */
  public RidgeMember fit(List<LearningSpan> spans, FeatureMaker maker) {
    RidgeRows rows = new RidgeRows(spans, maker);
    NormalEquations[] blocks = equations(rows);
    NormalEquations all = sum(blocks);
    double[] penalties = penalties(blocks, all);
    double[] map = all.solve(penalties);
    Residuals residuals = residuals(rows, blocks, all, penalties);
    return new RidgeMember(tensor(map), spread(residuals));
  }

  /** An estimate of the seconds that {@link #fit} takes on one core of a usual machine. */
  public static double seconds(int window, int horizon, long slots) {
    double rows = RidgeRows.atMost(slots);
    double sums = rows * window * (window / 2.0 + 2.0 * horizon);
    double solutions = (RidgeRows.BLOCKS * (PENALTIES.length + 1) + 1) * (double) window * window;
    return (sums + solutions * (window / 3.0 + 2.0 * horizon)) / OPERATIONS_PER_SECOND;
  }

  private RidgeRow row() {
    return new RidgeRow(window, horizon, cap);
  }

  /** The equations of each block. Missing targets are filled. */
  private NormalEquations[] equations(RidgeRows rows) {
    NormalEquations[] blocks = empty();
    long[] seen = new long[2];
    rows.forEach(
        row(),
        row -> {
          NormalEquations block = blocks[row.block];
          block.addReadings(row.readings, row.weight);
          seen[0]++;
          for (int step = 0; step < horizon; step++) {
            if (Double.isNaN(row.targets[step])) {
              seen[1]++;
            } else {
              block.addTarget(step, row.targets[step], row.readings, row.weight);
            }
          }
        });
    if (seen[0] == 0) {
      throw new IllegalArgumentException(
          "no series is long enough for the member ridge: half the horizon, "
              + (horizon + 1) / 2
              + " slots, must follow a slot to learn from");
    }
    return seen[1] == 0 ? blocks : filled(rows, blocks);
  }

  private NormalEquations[] filled(RidgeRows rows, NormalEquations[] observed) {
    NormalEquations[] blocks = observed;
    double[] penalties = new double[horizon];
    Arrays.fill(penalties, FILLING);
    for (int time = 0; time < FILLINGS; time++) {
      double[] map = sum(blocks).solve(penalties);
      NormalEquations[] missing = empty();
      rows.forEach(
          row(),
          row -> {
            for (int step = 0; step < horizon; step++) {
              if (Double.isNaN(row.targets[step])) {
                double forecast = Cholesky.dot(map, step * window, row.readings, 0, window);
                missing[row.block].addTarget(step, forecast, row.readings, row.weight);
              }
            }
          });
      blocks = empty();
      for (int block = 0; block < blocks.length; block++) {
        blocks[block].add(observed[block]);
        blocks[block].add(missing[block]);
      }
    }
    return blocks;
  }

  private NormalEquations[] empty() {
    NormalEquations[] blocks = new NormalEquations[RidgeRows.BLOCKS];
    for (int block = 0; block < blocks.length; block++) {
      blocks[block] = new NormalEquations(window, horizon);
    }
    return blocks;
  }

  private NormalEquations sum(NormalEquations[] blocks) {
    NormalEquations sum = new NormalEquations(window, horizon);
    for (NormalEquations block : blocks) {
      sum.add(block);
    }
    return sum;
  }

  /**
   * The penalty of each step, chosen by the forecasts of the blocks that were left out. It is the
   * largest one whose errors are not clearly above the least: by no more than a standard error of
   * the difference. So a short history stays near the base, unless its readings clearly say more.
   */
  private double[] penalties(NormalEquations[] blocks, NormalEquations all) {
    double[][][] errors = new double[PENALTIES.length][blocks.length][horizon];
    for (int block = 0; block < blocks.length; block++) {
      NormalEquations rest = all.without(blocks[block]);
      for (int i = 0; i < PENALTIES.length; i++) {
        double[] penalties = new double[horizon];
        Arrays.fill(penalties, PENALTIES[i]);
        double[] map = rest.solve(penalties);
        for (int step = 0; step < horizon; step++) {
          errors[i][block][step] = blocks[block].error(map, step);
        }
      }
    }
    double[] chosen = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      chosen[step] = PENALTIES[largestNotWorse(errors, step)];
    }
    return chosen;
  }

  private static int largestNotWorse(double[][][] errors, int step) {
    double[][] near = new double[errors.length][RidgeRows.BLOCKS];
    int best = 0;
    for (int i = 0; i < errors.length; i++) {
      for (int block = 0; block < RidgeRows.BLOCKS; block++) {
        near[i][block] = near(errors[i][block], step);
      }
      best = Arrays.stream(near[i]).sum() < Arrays.stream(near[best]).sum() ? i : best;
    }
    int chosen = 0;
    while (chosen < best && isClearlyWorse(near[chosen], near[best])) {
      chosen++;
    }
    return chosen;
  }

  private static boolean isClearlyWorse(double[] errors, double[] least) {
    double sum = 0;
    double squares = 0;
    int count = errors.length;
    for (int block = 0; block < count; block++) {
      double difference = errors[block] - least[block];
      sum += difference;
      squares += difference * difference;
    }
    double variance = Math.max(0, squares - sum * sum / count) / (count - 1);
    return sum > StrictMath.sqrt(count * variance);
  }

  /** The sum over a step and those near it, so that chance decides less. */
  private static double near(double[] bySteps, int step) {
    int reach = bySteps.length / 8;
    double sum = 0;
    for (int i = Math.max(0, step - reach); i <= Math.min(bySteps.length - 1, step + reach); i++) {
      sum += bySteps[i];
    }
    return sum;
  }

  private Residuals residuals(
      RidgeRows rows, NormalEquations[] blocks, NormalEquations all, double[] penalties) {
    double[][] maps = new double[blocks.length][];
    for (int block = 0; block < maps.length; block++) {
      maps[block] = all.without(blocks[block]).solve(penalties);
    }
    Residuals residuals = new Residuals(horizon);
    rows.forEach(
        row(),
        row -> {
          for (int step = 0; step < horizon; step++) {
            double target = row.targets[step];
            if (!Double.isNaN(target)) {
              double[] map = maps[row.block];
              double forecast = Cholesky.dot(map, step * window, row.readings, 0, window);
              residuals.add(step, target - forecast);
            }
          }
        });
    return residuals;
  }

  private Tensor tensor(double[] map) {
    float[] weights = new float[map.length];
    for (int i = 0; i < map.length; i++) {
      weights[i] = (float) map[i];
    }
    return new Tensor(horizon, window, weights);
  }

  private Tensor spread(Residuals residuals) {
    float[] spread = new float[levels.size() * horizon];
    for (int i = 0; i < spread.length; i++) {
      int step = i % horizon;
      spread[i] =
          (float)
              (ofMean ? residuals.mean(step) : residuals.quantile(step, levels.get(i / horizon)));
    }
    return new Tensor(levels.size(), horizon, spread);
  }
}

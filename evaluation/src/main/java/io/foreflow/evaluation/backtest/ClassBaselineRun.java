package io.foreflow.evaluation.backtest;

import java.util.Arrays;
import java.util.List;

/**
 * Forecasts without a model of the classes of a series' next moves. For each step of the horizon,
 * they use the moves of that length that have ended.
 */
public final class ClassBaselineRun implements BaselineRun {

  /** The names of the baselines, in the order of {@link #forecast}. */
  static final List<String> NAMES =
      List.of("class-frequencies", "most-frequent-class", "last-move");

  private final ClassifiedMoves moves;
  private final int series;
  private final int horizon;
  private final long[][] counts;
  private final int[] last;
  private final float[] probabilities;
  private int next;

  public ClassBaselineRun(ClassifiedMoves moves, int series, int horizon, int classes) {
    this.moves = moves;
    this.series = series;
    this.horizon = horizon;
    counts = new long[horizon][classes];
    last = new int[horizon];
    Arrays.fill(last, ClassifiedMoves.NONE);
    probabilities = new float[classes * horizon];
  }

  /** Takes in every move that has ended by {@code slot}. */
  @Override
  public void follow(int slot) {
    for (; next <= slot; next++) {
      for (int step = 1; step <= Math.min(horizon, next); step++) {
        int came = moves.of(series, next - step, step);
        if (came != ClassifiedMoves.NONE) {
          counts[step - 1][came]++;
          last[step - 1] = came;
        }
      }
    }
  }

  /** Whether a move of each length has ended. */
  @Override
  public boolean began() {
    return Arrays.stream(last).allMatch(came -> came != ClassifiedMoves.NONE);
  }

  @Override
  public float[] forecast(int baseline) {
    Arrays.fill(probabilities, 0f);
    for (int step = 0; step < horizon; step++) {
      switch (baseline) {
        case 0 -> putFrequencies(step);
        case 1 -> put(step, mostFrequent(counts[step]));
        default -> put(step, last[step]);
      }
    }
    return probabilities;
  }

  /**
   * Writes the frequencies of the classes as probabilities. Each class is counted once more than it
   * came, so that no class has the probability 0.
   */
  private void putFrequencies(int step) {
    double all = Arrays.stream(counts[step]).sum() + counts[step].length;
    for (int c = 0; c < counts[step].length; c++) {
      probabilities[c * horizon + step] = (float) ((counts[step][c] + 1) / all);
    }
  }

  private void put(int step, int likeliest) {
    probabilities[likeliest * horizon + step] = 1;
  }

  private static int mostFrequent(long[] counts) {
    int most = 0;
    for (int c = 1; c < counts.length; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    return most;
  }
}

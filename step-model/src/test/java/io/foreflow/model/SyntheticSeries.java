package io.foreflow.model;

import java.util.Random;

/**
 * Series for tests, each with a level, a daily wave, noise and gaps of its own; the same for the
 * same number.
 */
final class SyntheticSeries {
  private static final long HOUR = 3_600_000;

  private SyntheticSeries() {}

  /**
   * What each of {@code steps} steps of a series gives: its forecast, then its next state, one
   * after the other.
   */
  static float[][] run(StepModel model, int series, int steps) {
    return runAll(model, new int[] {series}, steps)[0];
  }

  /** The same for many series, stepped together in one batch. */
  static float[][][] runAll(StepModel model, int[] series, int steps) {
    int forecastSize = model.manifest().levels().size() * model.manifest().horizon();
    int stateSize = model.manifest().state().size();
    float[][][] results = new float[series.length][steps][forecastSize + stateSize];
    try (StepWorkspace workspace = model.newWorkspace(series.length)) {
      for (int row = 0; row < series.length; row++) {
        workspace.clearState(row);
      }
      for (int step = 0; step < steps; step++) {
        for (int row = 0; row < series.length; row++) {
          workspace.setObserved(row, 0, value(series[row], step));
          workspace.setTime(row, (step + series[row]) * HOUR);
        }
        workspace.step(series.length);
        for (int row = 0; row < series.length; row++) {
          float[] result = results[row][step];
          workspace.readForecast(row, result, 0);
          for (int i = 0; i < stateSize; i++) {
            result[forecastSize + i] = workspace.nextState(row, i);
          }
          workspace.carryState(row);
        }
      }
    }
    return results;
  }

  private static float value(int series, int step) {
    Random noise = new Random(series * 1_000_003L + step);
    if (noise.nextInt(10) == 0) {
      return Float.NaN;
    }
    return (float) (20 + series + 5 * Math.sin(step * Math.PI / 12) + noise.nextGaussian());
  }
}

package io.foreflow.outcome;

import io.foreflow.manifest.Manifest;
import java.util.List;

/**
 * What the memories of all series of one model have in common: its levels, the steps that are
 * tracked, and where everything lies in a memory's bytes.
 */
public final class OutcomePlan {
  private static final double MEDIAN = 0.5;

  private final int horizon;
  private final double[] levels;
  private final int[] steps;
  private final boolean calibrated;
  private final int belowMiddle;
  private final int aboveMiddle;
  private final int[] stepBefore;
  private final float[] shareOfNext;
  private final int[] ringAt;
  private final int bytes;

  /**
   * A plan for forecasts of quantiles.
   *
   * @param levels ascending, 1 or more
   * @param calibrate whether bands are calibrated, where there is a band
   */
  public OutcomePlan(int horizon, List<Double> levels, TrackedSteps tracked, boolean calibrate) {
    if (levels.isEmpty()) {
      throw new IllegalArgumentException(
          "found a model without quantile levels, allowed: a model that forecasts quantiles");
    }
    this.horizon = horizon;
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    steps = tracked.of(horizon);
    int above = rowAbove(this.levels);
    boolean isMedian = above < this.levels.length && this.levels[above] == MEDIAN;
    boolean oneSided = above == 0 || above == this.levels.length;
    aboveMiddle = Math.min(above, this.levels.length - 1);
    belowMiddle = isMedian || oneSided ? aboveMiddle : above - 1;
    calibrated = calibrate && hasBand();
    stepBefore = new int[horizon];
    shareOfNext = new float[horizon];
    placeSteps();
    ringAt = new int[steps.length + 1];
    ringAt[0] = MemoryHeader.BYTES + steps.length * BandCalibration.BYTES;
    for (int i = 0; i < steps.length; i++) {
      ringAt[i + 1] = ringAt[i] + steps[i] * ForecastRing.ENTRY_BYTES;
    }
    bytes = (ringAt[steps.length] + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }

  /** A plan for the forecasts of a model. */
  public static OutcomePlan of(Manifest manifest, TrackedSteps tracked, boolean calibrate) {
    return new OutcomePlan(manifest.horizon(), manifest.levels(), tracked, calibrate);
  }

  private static int rowAbove(double[] levels) {
    int row = 0;
    while (row < levels.length && levels[row] < MEDIAN) {
      row++;
    }
    return row;
  }

  private void placeSteps() {
    for (int step = 1; step <= horizon; step++) {
      int before = 0;
      while (before + 1 < steps.length && steps[before + 1] <= step) {
        before++;
      }
      stepBefore[step - 1] = before;
      boolean between = before + 1 < steps.length && step > steps[before];
      shareOfNext[step - 1] =
          between ? (float) (step - steps[before]) / (steps[before + 1] - steps[before]) : 0;
    }
  }

  /**
   * How many bytes a memory takes: 24, and 26 and 10 times its number for each tracked step,
   * rounded up to a multiple of 8. With steps 1, 12 and 24: 24 + 3 * 26 + (1 + 12 + 24) * 10 = 472.
   */
  public int bytes() {
    return bytes;
  }

  /** How many steps ahead a forecast reaches. */
  public int horizon() {
    return horizon;
  }

  /** How many levels a forecast has. */
  public int levels() {
    return levels.length;
  }

  /** How many steps are tracked. */
  public int tracked() {
    return steps.length;
  }

  /** One of the tracked steps, ascending; from 1. */
  public int step(int index) {
    return steps[index];
  }

  /** The last tracked step. */
  public int longest() {
    return steps[steps.length - 1];
  }

  /** Whether there are levels on both sides of the median. */
  public boolean hasBand() {
    return levels[0] < MEDIAN && levels[levels.length - 1] > MEDIAN;
  }

  /** Whether bands are calibrated. */
  public boolean calibrated() {
    return calibrated;
  }

  /** The lowest level. */
  public double lowest() {
    return levels[0];
  }

  /** The highest level. */
  public double highest() {
    return levels[levels.length - 1];
  }

  /** The share of readings that the outer band should hold. */
  public double nominalCoverage() {
    return highest() - lowest();
  }

  double level(int row) {
    return levels[row];
  }

  /** The level of the middle row; 0.5 where it is the mean of the two around the median. */
  double middleLevel() {
    return belowMiddle == aboveMiddle ? levels[aboveMiddle] : MEDIAN;
  }

  /** The last row that belongs to the lower half, or the middle itself. */
  int belowMiddle() {
    return belowMiddle;
  }

  /** The first row that belongs to the upper half, or the middle itself. */
  int aboveMiddle() {
    return aboveMiddle;
  }

  /** The last tracked step up to a step of the horizon, or the first of all. */
  int stepBefore(int step) {
    return stepBefore[step - 1];
  }

  /** How near a step lies to the tracked one after {@link #stepBefore}; 0 if it is that one. */
  float shareOfNext(int step) {
    return shareOfNext[step - 1];
  }

  int calibrationAt(int index) {
    return MemoryHeader.BYTES + index * BandCalibration.BYTES;
  }

  int ringAt(int index) {
    return ringAt[index];
  }
}

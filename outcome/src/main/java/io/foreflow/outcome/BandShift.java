package io.foreflow.outcome;

/**
 * Applies the offsets of the tracked steps to a forecast: to all of its steps, or to one that holds
 * only the tracked ones. Both give the same numbers. Between tracked steps an offset is
 * interpolated; before the first and after the last it is theirs. The levels between the middle and
 * an outer level keep their place between the two. The middle stays where it is, unless an end of
 * the band passes it; then it moves with that end. So levels never cross.
 *
 * <p>An object is not for several threads at once.
 */
final class BandShift {

  /** The unit of an offset is the width of the band, but at least this share of the scale. */
  private static final double NARROWEST = 1.0 / 64;

  private final OutcomePlan plan;
  private final int[] columns;
  private final int[] before;
  private final float[] shareOfNext;
  private final double[] lowerOffset;
  private final double[] upperOffset;
  private final boolean hasInnerLevels;
  private final double[] middle;
  private final double[] newLower;
  private final double[] newMiddle;
  private final double[] newUpper;
  private final Half lowerHalf;
  private final Half upperHalf;

  /**
   * One side of a band at each step: what a distance from the middle is multiplied by, and how far
   * the outer level lies from the middle where it had no distance to be multiplied.
   */
  private static final class Half {
    private final double[] factor;
    private final double[] flat;

    Half(int horizon) {
      factor = new double[horizon];
      flat = new double[horizon];
    }

    void set(int cell, double distance, double newDistance) {
      boolean isFlat = distance <= 0;
      factor[cell] = isFlat ? 0 : newDistance / distance;
      flat[cell] = isFlat ? newDistance : 0;
    }
  }

  /** For forecasts of all steps. */
  BandShift(OutcomePlan plan) {
    this(plan, new int[plan.tracked()], new int[plan.horizon()], new float[plan.horizon()]);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = plan.step(i) - 1;
    }
    for (int column = 0; column < before.length; column++) {
      before[column] = plan.stepBefore(column + 1);
      shareOfNext[column] = plan.shareOfNext(column + 1);
    }
  }

  /** For forecasts that hold only the tracked steps. */
  static BandShift ofTracked(OutcomePlan plan) {
    int[] each = new int[plan.tracked()];
    for (int i = 0; i < each.length; i++) {
      each[i] = i;
    }
    return new BandShift(plan, each, each, new float[each.length]);
  }

  private BandShift(OutcomePlan plan, int[] columns, int[] before, float[] shareOfNext) {
    this.plan = plan;
    this.columns = columns;
    this.before = before;
    this.shareOfNext = shareOfNext;
    int width = before.length;
    lowerOffset = new double[plan.tracked()];
    upperOffset = new double[plan.tracked()];
    hasInnerLevels = plan.aboveMiddle() > 1 || plan.belowMiddle() < plan.levels() - 2;
    middle = new double[width];
    newLower = new double[width];
    newMiddle = new double[width];
    newUpper = new double[width];
    lowerHalf = new Half(width);
    upperHalf = new Half(width);
  }

  /** Where a tracked step is in each level of a forecast. */
  int column(int index) {
    return columns[index];
  }

  /**
   * Changes a forecast in place: level by level, each with all of its steps.
   *
   * @return false if there was nothing to change
   */
  boolean apply(byte[] bytes, int at, float[] forecast) {
    boolean moved = readOffsets(bytes, at);
    if (moved) {
      shiftBands(forecast, MemoryHeader.scale(bytes, at) * NARROWEST);
      for (int row = 0; row < plan.levels(); row++) {
        moveRow(forecast, row);
      }
    }
    return moved;
  }

  /** Whether an offset is not 0. */
  private boolean readOffsets(byte[] bytes, int at) {
    boolean moved = false;
    for (int i = 0; i < plan.tracked(); i++) {
      int cell = at + plan.calibrationAt(i);
      lowerOffset[i] = BandCalibration.offset(bytes, cell, BandCalibration.LOWER);
      upperOffset[i] = BandCalibration.offset(bytes, cell, BandCalibration.UPPER);
      moved |= lowerOffset[i] != 0 || upperOffset[i] != 0;
    }
    return moved;
  }

  private void shiftBands(float[] forecast, double narrowest) {
    for (int cell = 0; cell < middle.length; cell++) {
      double lower = lower(forecast, cell);
      double upper = upper(forecast, cell);
      double center = middle(forecast, cell);
      double width = upper - lower;
      double unit = width > narrowest ? width : narrowest;
      double low = lower - offset(lowerOffset, cell) * unit;
      double high = upper + offset(upperOffset, cell) * unit;
      if (low > high) {
        low = (low + high) / 2;
        high = low;
      }
      double newCenter = center < low ? low : center > high ? high : center;
      middle[cell] = center;
      newLower[cell] = low;
      newMiddle[cell] = newCenter;
      newUpper[cell] = high;
      if (hasInnerLevels) {
        lowerHalf.set(cell, center - lower, newCenter - low);
        upperHalf.set(cell, upper - center, high - newCenter);
      }
    }
  }

  private double offset(double[] offsets, int cell) {
    int index = before[cell];
    float share = shareOfNext[cell];
    double offset = offsets[index];
    return share > 0 ? offset + (offsets[index + 1] - offset) * share : offset;
  }

  private void moveRow(float[] forecast, int row) {
    boolean isLower = row < plan.aboveMiddle();
    if (row == 0) {
      setRow(forecast, row, newLower);
    } else if (row == plan.levels() - 1) {
      setRow(forecast, row, newUpper);
    } else if (!isLower && row <= plan.belowMiddle()) {
      setRow(forecast, row, newMiddle);
    } else {
      moveInnerRow(forecast, row, isLower ? lowerHalf : upperHalf, isLower ? -1 : 1);
    }
  }

  private void setRow(float[] forecast, int row, double[] values) {
    int at = row * middle.length;
    for (int cell = 0; cell < values.length; cell++) {
      forecast[at + cell] = (float) values[cell];
    }
  }

  private void moveInnerRow(float[] forecast, int row, Half half, int sign) {
    int at = row * middle.length;
    double outer = sign < 0 ? plan.lowest() : plan.highest();
    double share = (plan.level(row) - 0.5) / (outer - 0.5) * sign;
    for (int cell = 0; cell < middle.length; cell++) {
      double distance = forecast[at + cell] - middle[cell];
      double moved = newMiddle[cell] + distance * half.factor[cell] + half.flat[cell] * share;
      // Rounding must not carry a level past the end of its band.
      moved = moved < newLower[cell] ? newLower[cell] : moved;
      forecast[at + cell] = (float) (moved > newUpper[cell] ? newUpper[cell] : moved);
    }
  }

  /** The lowest level of a forecast. */
  double lower(float[] forecast, int column) {
    return forecast[column];
  }

  /** The middle of a forecast. */
  double middle(float[] forecast, int column) {
    double below = forecast[plan.belowMiddle() * middle.length + column];
    double above = forecast[plan.aboveMiddle() * middle.length + column];
    return (below + above) / 2;
  }

  /** The highest level of a forecast. */
  double upper(float[] forecast, int column) {
    return forecast[(plan.levels() - 1) * middle.length + column];
  }
}

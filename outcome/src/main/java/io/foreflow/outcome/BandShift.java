package io.foreflow.outcome;

/**
 * Applies the offsets of the tracked steps to a whole forecast. Between tracked steps an offset is
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

  BandShift(OutcomePlan plan) {
    this.plan = plan;
    lowerOffset = new double[plan.tracked()];
    upperOffset = new double[plan.tracked()];
    hasInnerLevels = plan.aboveMiddle() > 1 || plan.belowMiddle() < plan.levels() - 2;
    middle = new double[plan.horizon()];
    newLower = new double[plan.horizon()];
    newMiddle = new double[plan.horizon()];
    newUpper = new double[plan.horizon()];
    lowerHalf = new Half(plan.horizon());
    upperHalf = new Half(plan.horizon());
  }

  /**
   * Changes a forecast in place: level by level, each with all steps.
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
    int horizon = plan.horizon();
    int top = (plan.levels() - 1) * horizon;
    for (int cell = 0; cell < horizon; cell++) {
      double lower = forecast[cell];
      double upper = forecast[top + cell];
      double center = middle(plan, forecast, cell + 1);
      double width = upper - lower;
      double unit = width > narrowest ? width : narrowest;
      double low = lower - offset(lowerOffset, cell + 1) * unit;
      double high = upper + offset(upperOffset, cell + 1) * unit;
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

  private double offset(double[] offsets, int step) {
    int before = plan.stepBefore(step);
    float share = plan.shareOfNext(step);
    double offset = offsets[before];
    return share > 0 ? offset + (offsets[before + 1] - offset) * share : offset;
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
    int at = row * plan.horizon();
    for (int cell = 0; cell < values.length; cell++) {
      forecast[at + cell] = (float) values[cell];
    }
  }

  private void moveInnerRow(float[] forecast, int row, Half half, int sign) {
    int at = row * plan.horizon();
    double outer = sign < 0 ? plan.lowest() : plan.highest();
    double share = (plan.level(row) - 0.5) / (outer - 0.5) * sign;
    for (int cell = 0; cell < plan.horizon(); cell++) {
      double distance = forecast[at + cell] - middle[cell];
      double moved = newMiddle[cell] + distance * half.factor[cell] + half.flat[cell] * share;
      // Rounding must not carry a level past the end of its band.
      moved = moved < newLower[cell] ? newLower[cell] : moved;
      forecast[at + cell] = (float) (moved > newUpper[cell] ? newUpper[cell] : moved);
    }
  }

  /** The middle of a forecast of one step. */
  static double middle(OutcomePlan plan, float[] forecast, int step) {
    double below = forecast[plan.belowMiddle() * plan.horizon() + step - 1];
    double above = forecast[plan.aboveMiddle() * plan.horizon() + step - 1];
    return (below + above) / 2;
  }
}

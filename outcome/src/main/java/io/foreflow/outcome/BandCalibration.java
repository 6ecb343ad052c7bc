package io.foreflow.outcome;

/**
 * How far the outer band of a tracked step is moved, and how that changes. Each side has an offset
 * in widths of the band, which begins at 0. When a forecast is met, its side's offset grows by
 * {@code rate * (1 - miss)} if the reading lay beyond the band as it was emitted, and falls by
 * {@code rate * miss} if not; {@code miss} is the share of readings that should lie beyond. So in
 * the long run that share does.
 *
 * <p>The rate follows from three things.
 *
 * <ul>
 *   <li>The step: a forecast of many steps is met late, and until then the offset goes on moving.
 *       So the rate is divided by the step.
 *   <li>The share that missed of late: the more it is off, the faster the offset moves. But where
 *       the model's own band misses about as often as it should, there is no hurry: what is off of
 *       late is chance then, or passes before a far step could profit.
 *   <li>The pinball loss of the outer levels as emitted, beside that of the model's own band. Where
 *       calibration costs, the offset moves less and fades.
 * </ul>
 *
 * <pre>
 * byte  0- 3  float  offset of the lower side
 *       4- 7  float  offset of the upper side
 *       8- 9  short  lower side: share that missed less the share that should, in 2^-15
 *      10-11  short  the same of the upper side
 *      12-13  short  lower side: the same without calibration, over a longer time
 *      14-15  short  the same of the upper side
 *      16-19  float  mean loss of the outer levels without calibration
 *      20-23  float  mean loss of the outer levels as emitted
 *      24-25  ushort forecasts met so far, as far as they count
 * </pre>
 */
final class BandCalibration {
  static final int BYTES = 26;
  static final int LOWER = 0;
  static final int UPPER = 1;

  private static final int MISSES = 8;
  private static final int OWN_MISSES = 12;
  private static final int OWN_LOSS = 16;
  private static final int LOSS = 20;
  private static final int MET = 24;

  /** The rate of a side that misses as often as it should, one step ahead. */
  private static final double RATE = 0.05;

  /** How much faster an offset moves for each multiple of its share of misses that it is off. */
  private static final double HASTE = 7;

  /** What a share of misses may be off before an offset moves faster. */
  private static final double TOLERANCE = 0.27;

  private static final double MOST_HASTE = 13;

  /** Forecasts that the share of recent misses is a mean of; fewer than the first never count. */
  private static final int FEWEST_MISSES = 50;

  private static final int MOST_MISSES = 360;

  /** Forecasts that the own share of misses is a mean of: this many and as many for each step. */
  private static final int OWN = 500;

  private static final int OWN_OF_STEP = 100;

  /** What the own share of misses may be off, in multiples, before there is all hurry. */
  private static final double OWN_TOLERANCE = 0.6;

  /** Forecasts that the mean losses are of: this many and as many for each step. */
  private static final int LOSSES = 4000;

  private static final int LOSSES_OF_STEP = 100;
  private static final int FEWEST_LOSSES = 30;

  /** From this rise of the loss on, calibration costs; at the second, offsets only fade. */
  private static final double COSTS = -0.001;

  private static final double COSTS_MUCH = 0.035;

  /** How fast an offset fades then, in rates. */
  private static final double FADING = 2.3;

  private static final double SMALLEST_OFFSET = -1;
  private static final double LARGEST_OFFSET = 16;
  private static final int SHARE_UNIT = 1 << 15;

  private final double lowerMiss;
  private final double upperMiss;

  BandCalibration(OutcomePlan plan) {
    lowerMiss = plan.lowest();
    upperMiss = 1 - plan.highest();
  }

  static float offset(byte[] bytes, int cell, int side) {
    return Bytes.getFloat(bytes, cell + side * Float.BYTES);
  }

  /** How many forecasts have been met, as far as they count. */
  static int met(byte[] bytes, int cell) {
    return Bytes.getShort(bytes, cell + MET) & MemoryHeader.UNSIGNED;
  }

  /**
   * Learns from a forecast that was met.
   *
   * @param reading rounded as the band is
   * @param lower end of the outer band as emitted
   * @param upper end of the outer band as emitted
   * @param ownLower the same without calibration
   * @param ownUpper the same without calibration
   */
  void learn(
      byte[] bytes,
      int cell,
      int step,
      double reading,
      double lower,
      double upper,
      double ownLower,
      double ownUpper) {
    int met = Math.min(met(bytes, cell) + 1, LOSSES + LOSSES_OF_STEP * step);
    met = Math.min(met, MemoryHeader.UNSIGNED);
    Bytes.putShort(bytes, cell + MET, met);
    double own = towards(bytes, cell + OWN_LOSS, outerLoss(reading, ownLower, ownUpper), met);
    double emitted = towards(bytes, cell + LOSS, outerLoss(reading, lower, upper), met);
    double cost = 0;
    if (met >= FEWEST_LOSSES && own > 0) {
      cost = clamp((emitted / own - 1 - COSTS) / (COSTS_MUCH - COSTS), 0, 1);
    }
    move(bytes, cell, LOWER, step, reading < lower, reading < ownLower, cost);
    move(bytes, cell, UPPER, step, reading > upper, reading > ownUpper, cost);
  }

  /** The pinball loss of both ends of a band. */
  double outerLoss(double reading, double lower, double upper) {
    return loss(reading, lower, lowerMiss) + loss(reading, upper, 1 - upperMiss);
  }

  /** The pinball loss of a quantile. */
  static double loss(double reading, double quantile, double level) {
    double miss = reading - quantile;
    return miss >= 0 ? level * miss : (level - 1) * miss;
  }

  private static double towards(byte[] bytes, int field, double value, int count) {
    double mean = Bytes.getFloat(bytes, field);
    double next = mean + (value - mean) / count;
    Bytes.putFloat(bytes, field, (float) next);
    return next;
  }

  private void move(
      byte[] bytes, int cell, int side, int step, boolean missed, boolean ownMissed, double cost) {
    double miss = side == LOWER ? lowerMiss : upperMiss;
    int met = met(bytes, cell);
    int place = cell + side * Short.BYTES;
    double share = share(bytes, place + MISSES, missed, miss, Math.min(met, MOST_MISSES));
    int longer = Math.min(met, OWN + OWN_OF_STEP * step);
    double ownShare = share(bytes, place + OWN_MISSES, ownMissed, miss, longer);

    double off = Math.max(0, Math.abs(share) / miss - TOLERANCE);
    double hurry = Math.min(1, Math.abs(ownShare) / miss / OWN_TOLERANCE);
    double rate = RATE / step;
    double pace = rate * Math.min(MOST_HASTE, 1 + HASTE * off * hurry) * (1 - cost);
    double offset = offset(bytes, cell, side);
    offset += missed ? pace * (1 - miss) : -pace * miss;
    offset *= 1 - rate * FADING * cost;
    offset = clamp(offset, SMALLEST_OFFSET, LARGEST_OFFSET);
    Bytes.putFloat(bytes, cell + side * Float.BYTES, (float) offset);
  }

  /** Moves a share of misses towards one more, and gives it less the share that should miss. */
  private static double share(byte[] bytes, int field, boolean missed, double miss, int count) {
    double share = (double) Bytes.getShort(bytes, field) / SHARE_UNIT;
    share += ((missed ? 1 : 0) - miss - share) / Math.max(FEWEST_MISSES, count);
    Bytes.putShort(bytes, field, (int) Math.rint(share * SHARE_UNIT));
    return share;
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}

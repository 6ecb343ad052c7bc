package io.foreflow.outcome;

import java.util.Arrays;

/**
 * Remembers the forecasts of a series until their readings come. Then it says how good they were,
 * and learns how far the band has to move to keep its word.
 *
 * <p>A memory is a part of a {@code byte[]}: {@link OutcomePlan#bytes} of them from an offset. This
 * object holds nothing of a series, so that one serves all series of a model. The bytes begin with
 * {@link MemoryHeader}; behind it each tracked step has its {@link BandCalibration}, and then each
 * has its part of the {@link ForecastRing}. Nothing is allocated for a reading.
 *
 * <p>For each reading, {@link #meet} first. If then a forecast is emitted from it, {@link
 * #remember}. An object is not for several threads at once.
 *
 * <ul>
 *   <li>A forecast is met by the reading of its target slot, and by no other. A missing reading
 *       meets nothing, and neither does one of a slot that was already read or passed by.
 *   <li>A slot for which {@link #remember} isn't called leaves nothing to be met: a forecast that
 *       is warming, or a slot that was only stepped to fill a gap.
 *   <li>A new model begins with a new memory. Its calibration can be warmed: the history is
 *       replayed between {@link #begin} with a replay and {@link #goLive}. What is met of a replay
 *       is marked. The old memory still meets the forecasts that are {@linkplain #isOpen open} in
 *       it.
 * </ul>
 */
public final class OutcomeMemory {
  /** Errors that the scale of a series is a mean of, at most. */
  private static final int SCALE_ERRORS = 1024;

  private final OutcomePlan plan;
  private final ForecastRing ring;
  private final BandCalibration calibration;
  private final BandShift shift;
  private final BandShift trackedShift;
  private final double[] ownLower;
  private final double[] ownUpper;

  /** The memories of one model's series. */
  public OutcomeMemory(OutcomePlan plan) {
    this.plan = plan;
    ring = new ForecastRing(plan);
    calibration = new BandCalibration(plan);
    shift = new BandShift(plan);
    trackedShift = BandShift.ofTracked(plan);
    ownLower = new double[plan.tracked()];
    ownUpper = new double[plan.tracked()];
  }

  /**
   * Makes a memory of a series that remembers nothing.
   *
   * @param scale the mean error of the series' seasonal naive forecast; 0 if not known
   * @param errors how many errors that is a mean of
   * @param replay whether forecasts from history come first, which nobody has received
   */
  public void begin(byte[] bytes, int at, float scale, int errors, boolean replay) {
    MemoryHeader.begin(bytes, at, scale, Math.min(errors, SCALE_ERRORS));
    MemoryHeader.setLive(bytes, at, replay ? 0 : MemoryHeader.UNSIGNED);
    Arrays.fill(bytes, at + plan.calibrationAt(0), at + plan.ringAt(0), (byte) 0);
    ring.begin(bytes, at);
  }

  /** Ends a replay: what is emitted from now on counts. */
  public void goLive(byte[] bytes, int at) {
    boolean replayed = MemoryHeader.lastSlot(bytes, at) != MemoryHeader.NO_SLOT;
    MemoryHeader.setLive(bytes, at, replayed ? 1 : MemoryHeader.UNSIGNED);
  }

  /**
   * Refuses bytes of another version. To be called on bytes that were restored, before anything
   * else.
   */
  public void check(byte[] bytes, int at) {
    if (bytes.length - at < plan.bytes() || bytes[at] != MemoryHeader.VERSION) {
      throw new IllegalArgumentException(
          "found a memory of version %d in %d bytes, allowed: version %d in %d bytes"
              .formatted(
                  bytes.length > at ? bytes[at] : -1,
                  Math.max(0, bytes.length - at),
                  MemoryHeader.VERSION,
                  plan.bytes()));
    }
  }

  /**
   * Takes a reading in.
   *
   * @param slot of the reading; one that is not after the last is ignored
   * @param reading NaN if it is missing
   * @param met is filled with the forecasts that the reading met
   */
  public void meet(byte[] bytes, int at, long slot, float reading, MetForecasts met) {
    met.clear();
    long last = MemoryHeader.lastSlot(bytes, at);
    if (slot <= last) {
      return;
    }
    if (last != MemoryHeader.NO_SLOT) {
      passBy(bytes, at, last, slot);
    }
    MemoryHeader.setLastSlot(bytes, at, slot);
    for (int i = 0; i < plan.tracked(); i++) {
      int entry = ring.entry(at, i, slot);
      if (!ring.isEmpty(bytes, entry)) {
        if (!Float.isNaN(reading)) {
          score(bytes, at, i, entry, reading, met);
        }
        ring.clear(bytes, entry);
      }
    }
    met.setScale(MemoryHeader.scale(bytes, at));
    if (Math.floorMod(slot, plan.longest()) == 0) {
      ring.shrink(bytes, at);
    }
  }

  /** Empties the entries of slots between the last one and this one: nothing was read there. */
  private void passBy(byte[] bytes, int at, long last, long slot) {
    int live = MemoryHeader.live(bytes, at);
    long passed = slot - last;
    if (live > 0) {
      MemoryHeader.setLive(bytes, at, (int) Math.min(live + passed, MemoryHeader.UNSIGNED));
    }
    for (int i = 0; i < plan.tracked() && passed > 1; i++) {
      long from = Math.max(last + 1, slot - plan.step(i));
      for (long between = from; between < slot; between++) {
        ring.clear(bytes, ring.entry(at, i, between));
      }
    }
  }

  private void score(byte[] bytes, int at, int index, int entry, float reading, MetForecasts met) {
    int step = plan.step(index);
    double lower = ring.lower(bytes, at, entry);
    double middle = ring.middle(bytes, at, entry);
    double upper = ring.upper(bytes, at, entry);
    double naiveError = Math.abs(reading - ring.naive(bytes, at, entry));
    if (index == 0 && !Double.isNaN(naiveError)) {
      MemoryHeader.addToScale(bytes, at, naiveError, SCALE_ERRORS);
    }
    double rounded = ring.rounded(bytes, at, reading);
    boolean below = rounded < lower;
    boolean above = rounded > upper;
    double outer = calibration.outerLoss(reading, lower, upper);
    double ofMiddle = BandCalibration.loss(reading, middle, plan.middleLevel());
    met.addBand(index, step, lower, middle, upper);
    met.addScore(
        Math.abs(reading - middle),
        naiveError,
        plan.hasBand() ? (outer + ofMiddle) / 3 : ofMiddle,
        !below && !above,
        isReplayed(bytes, at, step));
    if (plan.calibrated()) {
      calibration.learn(
          bytes,
          at + plan.calibrationAt(index),
          step,
          rounded,
          lower,
          upper,
          lower + ring.lowered(bytes, at, entry),
          upper - ring.raised(bytes, at, entry));
    }
  }

  private static boolean isReplayed(byte[] bytes, int at, int step) {
    return MemoryHeader.live(bytes, at) < Math.min(step + 2, MemoryHeader.UNSIGNED);
  }

  /**
   * Calibrates the forecast that is emitted from the reading met last, and remembers it.
   *
   * @param forecast level by level, each with all steps; calibrated in place. With a number that is
   *     not finite at a tracked step, it is not remembered
   * @param naive the seasonal naive forecast for each tracked step; NaN where there is none
   * @return whether calibration moved the forecast
   */
  public boolean remember(byte[] bytes, int at, float[] forecast, float[] naive) {
    return remember(bytes, at, forecast, naive, shift);
  }

  /**
   * The same for a forecast that nobody receives, as in a replay: it holds only the tracked steps.
   *
   * @param forecast level by level, each with the tracked steps; calibrated in place
   */
  public boolean rememberTracked(byte[] bytes, int at, float[] forecast, float[] naive) {
    return remember(bytes, at, forecast, naive, trackedShift);
  }

  private boolean remember(byte[] bytes, int at, float[] forecast, float[] naive, BandShift bands) {
    long origin = MemoryHeader.lastSlot(bytes, at);
    if (origin == MemoryHeader.NO_SLOT) {
      throw new IllegalStateException(
          "found a forecast before any reading: meet the reading first");
    }
    for (int i = 0; i < plan.tracked(); i++) {
      ownLower[i] = bands.lower(forecast, bands.column(i));
      ownUpper[i] = bands.upper(forecast, bands.column(i));
    }
    boolean moved = plan.calibrated() && bands.apply(bytes, at, forecast);
    if (makeRoom(bytes, at, forecast, naive, bands)) {
      for (int i = 0; i < plan.tracked(); i++) {
        double lower = bands.lower(forecast, bands.column(i));
        double upper = bands.upper(forecast, bands.column(i));
        ring.put(
            bytes,
            at,
            ring.entry(at, i, origin),
            lower,
            bands.middle(forecast, bands.column(i)),
            upper,
            naive[i],
            ownLower[i] - lower,
            upper - ownUpper[i]);
      }
    }
    return moved;
  }

  /** Makes room for what is remembered of a forecast; false if it isn't finite. */
  private boolean makeRoom(byte[] bytes, int at, float[] forecast, float[] naive, BandShift bands) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < plan.tracked(); i++) {
      int column = bands.column(i);
      double middle = bands.middle(forecast, column);
      least = Math.min(least, Math.min(middle, bands.lower(forecast, column)));
      most = Math.max(most, Math.max(middle, bands.upper(forecast, column)));
      if (!Float.isNaN(naive[i])) {
        least = Math.min(least, naive[i]);
        most = Math.max(most, naive[i]);
      }
    }
    // A number that isn't one makes the least and the most NaN, too.
    boolean finite = Math.abs(least) <= Float.MAX_VALUE && Math.abs(most) <= Float.MAX_VALUE;
    if (finite) {
      ring.fit(bytes, at, least, most);
    }
    return finite;
  }

  /** Whether a remembered forecast has not been met yet. */
  public boolean isOpen(byte[] bytes, int at) {
    return ring.isOpen(bytes, at);
  }
}

package io.foreflow.series;

/**
 * The rules for which slot of a series a reading becomes, in the job and in history.
 *
 * @param grid the slots
 * @param duplicates what becomes of several readings of a slot
 * @param maxGap how many slots in a row a series may skip; one that skips more starts afresh
 */
public record SlotRules(SlotGrid grid, Duplicates duplicates, int maxGap) {
  /** How many slots the job lets a series skip by default. */
  public static final int DEFAULT_MAX_GAP = 48;

  public SlotRules {
    if (maxGap < 0) {
      throw new IllegalArgumentException("maxGap: found " + maxGap + ", allowed: 0 or more");
    }
  }

  /** The rules of a job with default options. */
  public static SlotRules defaults(long cadenceMillis) {
    return new SlotRules(new SlotGrid(cadenceMillis), Duplicates.FIRST, DEFAULT_MAX_GAP);
  }

  /** How many covariates a reading has once it is on its slot. */
  public int covariatesOf(int read) {
    return duplicates == Duplicates.OHLC ? OhlcOfSlot.COVARIATES : read;
  }
}

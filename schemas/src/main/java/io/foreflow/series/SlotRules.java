package io.foreflow.series;

/**
 * What decides which slot of a series a reading becomes, in the job as in history.
 *
 * @param grid the slots
 * @param duplicates what becomes of several readings of a slot
 * @param maxGap how many slots in a row a series may skip; one that skips more starts afresh
 */
public record SlotRules(SlotGrid grid, Duplicates duplicates, int maxGap) {
  /** As many slots as the job lets a series skip where nobody says otherwise. */
  public static final int USUAL_MAX_GAP = 48;

  public SlotRules {
    if (maxGap < 0) {
      throw new IllegalArgumentException("maxGap: found " + maxGap + ", allowed: 0 or more");
    }
  }

  /** As the job goes where nobody says otherwise. */
  public static SlotRules usual(long cadenceMillis) {
    return new SlotRules(new SlotGrid(cadenceMillis), Duplicates.FIRST, USUAL_MAX_GAP);
  }

  /** How many covariates a reading has once it stands on its slot. */
  public int covariatesOf(int read) {
    return duplicates == Duplicates.OHLC ? OhlcOfSlot.COVARIATES : read;
  }
}

package io.foreflow.series;

/** How a reading's slot relates to the last one of its series. */
public enum SlotStep {
  /** The series steps to it; the slots that it skips are stepped as missing. */
  STEPS,
  /** It skips so many slots that the series starts afresh with it. */
  STARTS_AFRESH,
  /** Its slot is the one that the series stepped last. */
  DUPLICATE,
  /** The series has stepped a later slot. */
  LATE;

  /**
   * Relates a reading's slot to the last one of its series.
   *
   * @param lastSlot the one that the series stepped last
   * @param slot the reading's own
   * @param maxGap how many slots in a row a series may skip and go on
   */
  public static SlotStep of(long lastSlot, long slot, int maxGap) {
    if (slot <= lastSlot) {
      return slot == lastSlot ? DUPLICATE : LATE;
    }
    return slot - lastSlot - 1 > maxGap ? STARTS_AFRESH : STEPS;
  }
}

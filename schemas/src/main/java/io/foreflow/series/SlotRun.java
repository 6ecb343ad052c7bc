package io.foreflow.series;

/**
 * A stretch of a series that it steps without starting afresh. Owns its arrays.
 *
 * @param firstSlot slot of the first value
 * @param values one row for the value and one for each covariate, one number a slot, without a
 *     hole; NaN = missing
 * @param stepped how many of the slots a reading stepped, the others are gaps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SlotRun(long firstSlot, float[][] values, int stepped) {
  /** How many slots there are, missing ones included. */
  public int slots() {
    return values[0].length;
  }
}

package io.foreflow.series;

/** The treatment of several readings in one slot of a series. */
public enum Duplicates {
  /** The first one steps the slot; the others go to the late topic. */
  FIRST,
  /** The last one that is not missing steps the slot, when the watermark closes it. */
  LAST,
  /** Their mean steps the slot, when the watermark closes it. */
  MEAN,
  /** The last value steps the slot, with the first, the highest and the lowest as covariates. */
  OHLC;

  /** Whether a slot has to be over before it is stepped. */
  public boolean closesSlots() {
    return this != FIRST;
  }
}

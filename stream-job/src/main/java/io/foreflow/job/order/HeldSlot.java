package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;

/**
 * Readings of one slot, which go on as one. What goes on depends on the times of the readings and
 * not on the order in which they came, except for readings of the same millisecond. Immutable.
 */
sealed interface HeldSlot extends Held permits LastOfSlot, MeanOfSlot, OhlcOfSlot {
  /** With one more reading of the slot. */
  HeldSlot with(AcceptedReading next);
}

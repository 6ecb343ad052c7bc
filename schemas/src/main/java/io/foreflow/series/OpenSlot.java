package io.foreflow.series;

/**
 * Readings of one slot, which become one reading. The result depends on the times of the readings
 * and not on the order in which they came, except for readings of the same millisecond. Immutable.
 *
 * @param <R> what the readings come as
 */
public sealed interface OpenSlot<R extends HasReading> extends SlotContent<R>
    permits LastOfSlot, MeanOfSlot, OhlcOfSlot {
  /** This slot with one more reading. */
  OpenSlot<R> with(R next);
}

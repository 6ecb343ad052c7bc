package io.foreflow.series;

import io.foreflow.wire.Reading;

/**
 * The content of a slot of a series: a single reading, or many that become one. Immutable.
 *
 * @param <R> what the readings come as
 */
public sealed interface SlotContent<R extends HasReading> permits SingleReading, OpenSlot {
  /** The reading that gives the result its time and its record. */
  R latest();

  /** The resulting reading. */
  Reading reading();
}

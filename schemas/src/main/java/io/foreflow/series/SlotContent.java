package io.foreflow.series;

import io.foreflow.wire.Reading;

/**
 * What a series has for a slot, by itself or made of many readings. Immutable.
 *
 * @param <R> what the readings come as
 */
public sealed interface SlotContent<R extends HasReading> permits SingleReading, OpenSlot {
  /** Whose time, and whose record, the reading that goes on has. */
  R latest();

  /** The reading that goes on. */
  Reading reading();
}

package io.foreflow.series;

import io.foreflow.wire.Reading;

/**
 * A single reading, which stays as it is.
 *
 * @param <R> what the reading comes as
 */
public record SingleReading<R extends HasReading>(R latest) implements SlotContent<R> {
  @Override
  public Reading reading() {
    return latest.reading();
  }
}

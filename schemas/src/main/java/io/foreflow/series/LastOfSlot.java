package io.foreflow.series;

import io.foreflow.wire.Reading;

/**
 * The last reading of a slot whose value is not missing; the last one if all are.
 *
 * @param <R> what the readings come as
 */
public record LastOfSlot<R extends HasReading>(R latest) implements OpenSlot<R> {
  @Override
  public OpenSlot<R> with(R next) {
    boolean missing = Float.isNaN(latest.reading().value());
    boolean nextMissing = Float.isNaN(next.reading().value());
    boolean wins =
        missing == nextMissing ? next.reading().time() >= latest.reading().time() : missing;
    return wins ? new LastOfSlot<>(next) : this;
  }

  @Override
  public Reading reading() {
    return latest.reading();
  }
}

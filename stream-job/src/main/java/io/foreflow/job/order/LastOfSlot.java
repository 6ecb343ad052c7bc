package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;

/** The last reading of a slot whose value is not missing; the last one if all are. */
record LastOfSlot(AcceptedReading reading) implements HeldSlot {
  @Override
  public HeldSlot with(AcceptedReading next) {
    boolean missing = Float.isNaN(reading.reading().value());
    boolean nextMissing = Float.isNaN(next.reading().value());
    boolean wins =
        missing == nextMissing ? next.reading().time() >= reading.reading().time() : missing;
    return wins ? new LastOfSlot(next) : this;
  }
}

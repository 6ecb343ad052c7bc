package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;

/** What a series holds until the watermark lets it go on. */
sealed interface Held permits HeldReading, HeldSlot {
  /** The reading that goes on. */
  AcceptedReading reading();
}

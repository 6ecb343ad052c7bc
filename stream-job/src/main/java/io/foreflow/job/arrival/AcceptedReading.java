package io.foreflow.job.arrival;

import io.foreflow.series.HasReading;
import io.foreflow.series.SlotContent;
import io.foreflow.wire.Reading;

/** A record that is a reading. */
public record AcceptedReading(Reading reading, RawRecord raw) implements Arrival, HasReading {
  /** The reading of a slot, with the record of the slot's last reading. */
  public static AcceptedReading of(SlotContent<AcceptedReading> slot) {
    return new AcceptedReading(slot.reading(), slot.latest().raw());
  }
}

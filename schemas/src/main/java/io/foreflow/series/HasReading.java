package io.foreflow.series;

import io.foreflow.wire.Reading;

/** A reading, together with whatever else is known of it: its record, say. */
public interface HasReading {
  Reading reading();
}

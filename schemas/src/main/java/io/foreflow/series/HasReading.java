package io.foreflow.series;

import io.foreflow.wire.Reading;

/** A reading with whatever else is known of it, such as its record. */
public interface HasReading {
  Reading reading();
}

package io.foreflow.job.arrival;

import io.foreflow.wire.Reading;

/** A record that is a reading. */
public record AcceptedReading(Reading reading, RawRecord raw) implements Arrival {}

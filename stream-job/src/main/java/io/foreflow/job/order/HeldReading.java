package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;

/** A reading by itself, which goes on as it came. */
record HeldReading(AcceptedReading reading) implements Held {}

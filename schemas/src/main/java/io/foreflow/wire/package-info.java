/**
 * Contract 1: the records on the wire. Readings come in, forecasts go out, and announcements say
 * which model to use; each as Avro (single-object encoding, which needs no registry, or Confluent's
 * wire format, which does) or as JSON that a person can read. A decoder takes any bytes at all:
 * what it does not return as a record it refuses with a {@link
 * io.foreflow.wire.MalformedRecordException} that carries the reason.
 */
@NullMarked
package io.foreflow.wire;

import org.jspecify.annotations.NullMarked;

/**
 * Contract 1: the records on the wire. Readings come in, forecasts go out, and announcements say
 * which model to use. Each is Avro or JSON. Avro is either in single-object encoding, which needs
 * no registry, or in Confluent's wire format, which needs one. A decoder accepts any bytes. It
 * rejects those that are not a record with a {@link io.foreflow.wire.MalformedRecordException} that
 * carries the reason.
 */
@NullMarked
package io.foreflow.wire;

import org.jspecify.annotations.NullMarked;

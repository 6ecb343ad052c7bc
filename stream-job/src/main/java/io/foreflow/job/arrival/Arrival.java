package io.foreflow.job.arrival;

/** A Kafka record after decoding: a reading or a rejected record. */
public sealed interface Arrival permits AcceptedReading, RejectedRecord {
  /** The record as it was read. */
  RawRecord raw();
}

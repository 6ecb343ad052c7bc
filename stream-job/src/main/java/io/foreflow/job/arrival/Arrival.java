package io.foreflow.job.arrival;

/** What becomes of a Kafka record at the source. */
public sealed interface Arrival permits AcceptedReading, RejectedRecord {
  /** The record it was. */
  RawRecord raw();
}

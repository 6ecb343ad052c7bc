package io.foreflow.job.config;

/** Where a pipeline that has no checkpoint to go on from begins to read. */
public enum StartingOffsets {
  /** At the oldest reading that Kafka still holds. */
  EARLIEST,
  /** At the readings that arrive from now on. */
  LATEST,
  /** Where the consumer group left off; at the oldest reading if it never was here. */
  GROUP_OFFSETS
}

package io.foreflow.job.config;

/** The place where a pipeline without a checkpoint begins to read. */
public enum StartingOffsets {
  /** The oldest reading that Kafka still holds. */
  EARLIEST,
  /** The readings that arrive from now on. */
  LATEST,
  /** The place where the consumer group left off. The oldest reading if the group is new. */
  GROUP_OFFSETS
}

package io.foreflow.job.config;

/** The reaction of the job to a Kafka transaction that was lost. */
public enum LossPolicy {
  /** The job reports the loss and continues. */
  CONTINUE,
  /** The job reports the loss and fails for good. */
  STOP
}

package io.foreflow.job.config;

/** What the job does when it finds that a Kafka transaction was lost. */
public enum LossPolicy {
  /** It says so and goes on. */
  CONTINUE,
  /** It says so and fails for good. */
  STOP
}

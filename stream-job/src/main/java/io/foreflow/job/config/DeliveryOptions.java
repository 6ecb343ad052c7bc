package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import java.time.Duration;

/** The options that decide what a failure may do to forecasts. */
public final class DeliveryOptions {

  static final OptionGroup GROUP = new OptionGroup("Delivery");

  public static final Option<Delivery> DELIVERY =
      Option.of(GROUP, "delivery", ValueType.oneOf(Delivery.class), "exactly-once")
          .help(
              "exactly-once writes in Kafka transactions: a consumer with isolation.level=read_committed"
                  + " sees forecasts when a checkpoint completes. at-least-once shows them at once, and"
                  + " repeats those since the last checkpoint after a failure.");

  public static final Option<String> TRANSACTIONAL_ID_PREFIX =
      Option.optional(GROUP, "transactional-id-prefix", ValueType.text(200))
          .help(
              "What the transactional ids begin with under exactly-once. Must stay the same over"
                  + " restarts, and differ between pipelines. Without it, the pipeline's name.");

  public static final Option<Duration> TRANSACTION_TIMEOUT =
      Option.of(
              GROUP,
              "transaction-timeout",
              ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
              "10 min")
          .help(
              "How long the broker keeps a transaction open. Under exactly-once at least"
                  + " checkpoint.interval and a minute, and at most what the brokers allow. A job"
                  + " that is down for longer loses what it had not committed.");

  public static final Option<Duration> BROKER_TRANSACTION_TIMEOUT =
      Option.optional(
              GROUP,
              "transaction-timeout.broker-max",
              ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(7)))
          .help(
              "The most that the brokers allow, their transaction.max.timeout.ms, for where it can't be"
                  + " asked for. Without it, the job asks a broker when it starts, and takes Kafka's own"
                  + " 15 min where start-check is off or the broker does not tell.");

  public static final Option<LossPolicy> ON_LOST_TRANSACTION =
      Option.of(GROUP, "on-lost-transaction", ValueType.oneOf(LossPolicy.class), "continue")
          .help(
              "What the job does when a broker has aborted a transaction before it was committed, so that"
                  + " its records are lost. Either way it says so: in the log, as a metric and on"
                  + " topics.events. continue goes on. stop fails the job for good, so that a person"
                  + " decides; started from its last checkpoint with continue, it goes on. stop needs Flink to"
                  + " keep that checkpoint:"
                  + " flink.execution.checkpointing.externalized-checkpoint-retention.");

  /** How long a job may be away between a failure and its first commit. */
  public static final Duration RESTART = Duration.ofMinutes(1);

  /** Kafka's own default of transaction.max.timeout.ms. */
  public static final Duration DEFAULT_BROKER_TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private DeliveryOptions() {}
}

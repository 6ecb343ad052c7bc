package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.OptionSet;
import io.foreflow.options.ValueType;
import java.util.List;

/**
 * Every option of a pipeline, group by group. docs/reference/job-options.md is written from this
 * class.
 */
public final class JobOptions {

  static final OptionGroup GROUP = new OptionGroup("Pipeline");

  public static final Option<String> NAME =
      Option.of(GROUP, "name", ValueType.text(64), "foreflow")
          .help(
              "The pipeline's name: Flink shows it, and consumer group and transactional ids derive"
                  + " from it. Two pipelines on one Kafka need two names.");

  public static final Option<Boolean> START_CHECK =
      Option.of(GROUP, "start-check", ValueType.YES_NO, "true")
          .help(
              "Whether to ask the brokers and the schema registry before the job is submitted: topics,"
                  + " credentials, the longest transaction. false where only the TaskManagers can reach"
                  + " them.");

  /** Settings that begin with this go to the Kafka clients, without it. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** Settings that begin with this go to Flink, without it. */
  public static final String FLINK_PREFIX = "flink.";

  /** All options, in the order of the reference page. */
  public static final OptionSet ALL =
      new OptionSet(
          List.of(
              GROUP,
              KafkaOptions.GROUP,
              FormatOptions.GROUP,
              DeliveryOptions.GROUP,
              ModelOptions.GROUP,
              WaveOptions.GROUP,
              ScoreOptions.GROUP,
              AnomalyOptions.GROUP,
              TimeOptions.GROUP,
              StateOptions.GROUP,
              ScaleOptions.GROUP),
          List.of(KAFKA_PREFIX, FLINK_PREFIX),
          "Kafka's own settings begin with kafka. and Flink's with flink.",
          KafkaSettings::isKnown);

  private JobOptions() {}
}

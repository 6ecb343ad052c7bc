package io.foreflow.job.config;

import java.util.List;

/**
 * Every option of a pipeline, group by group. docs/reference/job-options.md is written from this
 * class.
 */
public final class JobOptions {

  public static final Option<String> NAME =
      Option.withDefault(
          "name",
          ValueType.text(64),
          "foreflow",
          "The pipeline's name: Flink shows it, and consumer group and transactional ids derive"
              + " from it. Two pipelines on one Kafka need two names.");

  public static final Option<Boolean> START_CHECK =
      Option.withDefault(
          "start-check",
          ValueType.yesOrNo(),
          "true",
          "Whether to ask the brokers and the schema registry before the job is submitted: topics,"
              + " credentials, the longest transaction. false where only the TaskManagers can reach"
              + " them.");

  /** All groups, in the order of the reference page. */
  public static final List<OptionGroup> GROUPS =
      List.of(
          new OptionGroup("Pipeline", List.of(NAME, START_CHECK)),
          KafkaOptions.GROUP,
          FormatOptions.GROUP,
          DeliveryOptions.GROUP,
          ModelOptions.GROUP,
          WaveOptions.GROUP,
          TimeOptions.GROUP,
          StateOptions.GROUP,
          ScaleOptions.GROUP);

  /** All options, in the order of the reference page. */
  public static final List<Option<?>> ALL =
      GROUPS.stream().<Option<?>>flatMap(group -> group.options().stream()).toList();

  /** Those that may be given many times. */
  public static final List<NamedOption<?>> NAMED =
      GROUPS.stream().<NamedOption<?>>flatMap(group -> group.named().stream()).toList();

  /** Their keys. */
  static final List<String> KEYS = ALL.stream().<String>map(Option::key).toList();

  /** Settings that begin with this go to the Kafka clients, without it. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** Settings that begin with this go to Flink, without it. */
  public static final String FLINK_PREFIX = "flink.";

  private JobOptions() {}
}

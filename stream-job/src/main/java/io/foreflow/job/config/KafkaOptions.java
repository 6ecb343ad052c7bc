package io.foreflow.job.config;

import java.util.List;

/** Where readings come from and forecasts go to. */
public final class KafkaOptions {

  public static final Option<String> BOOTSTRAP_SERVERS =
      Option.required(
          "kafka.bootstrap.servers",
          ValueType.text(),
          "The brokers to begin with, as host:port, separated by commas.");

  public static final Option<List<String>> READINGS_TOPICS =
      Option.withDefault(
          "topics.readings", ValueType.topics(), "readings", "Where readings come from.");

  public static final Option<String> FORECASTS_TOPIC =
      Option.withDefault("topics.forecasts", ValueType.topic(), "forecasts", "Where forecasts go.");

  public static final Option<String> DEAD_LETTERS_TOPIC =
      Option.withDefault(
          "topics.dead-letters",
          ValueType.topic(),
          "dead-letters",
          "Where records go that are no readings, byte for byte, with the reason in their headers.");

  public static final Option<String> LATE_TOPIC =
      Option.withDefault(
          "topics.late",
          ValueType.topic(),
          "late-readings",
          "Where readings go whose slot their series has already stepped, byte for byte, with the"
              + " reason and the lag in their headers.");

  public static final Option<Start> START =
      Option.withDefault(
          "start",
          ValueType.oneOf(Start.class),
          "group-offsets",
          "Where to begin to read when there is no checkpoint to go on from. group-offsets begins at"
              + " the earliest reading if the group has no offsets.");

  public static final Option<Boolean> BOUNDED =
      Option.withDefault(
          "bounded",
          ValueType.yesOrNo(),
          "false",
          "Whether to stop at the end that the topics have when the job starts, as a backfill does.");

  public static final Option<String> GROUP_ID =
      Option.optional(
          "group-id",
          ValueType.text(249),
          "The consumer group whose offsets show how far the job has read. Without it, the"
              + " pipeline's name.");

  static final OptionGroup GROUP =
      new OptionGroup(
          "Kafka",
          List.of(
              BOOTSTRAP_SERVERS,
              READINGS_TOPICS,
              FORECASTS_TOPIC,
              DEAD_LETTERS_TOPIC,
              LATE_TOPIC,
              START,
              BOUNDED,
              GROUP_ID));

  private KafkaOptions() {}
}

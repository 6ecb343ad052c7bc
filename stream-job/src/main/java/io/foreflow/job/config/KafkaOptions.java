package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import java.util.List;

/** The options of Kafka: its brokers, and the topics of readings and forecasts. */
public final class KafkaOptions {

  private static final String TOPIC_FORM = "[A-Za-z0-9._-]{1,249}";

  static final ValueType<String> TOPIC =
      ValueType.matching(TOPIC_FORM, "a Kafka topic: 1 to 249 of the characters a-z A-Z 0-9 . _ -");

  private static final ValueType<List<String>> TOPICS =
      ValueType.list("one or more Kafka topics", topic -> topic.matches(TOPIC_FORM));

  static final OptionGroup GROUP = new OptionGroup("Kafka");

  public static final Option<String> BOOTSTRAP_SERVERS =
      Option.required(GROUP, "kafka.bootstrap.servers", ValueType.text())
          .help("The brokers to begin with, as host:port, separated by commas.");

  public static final Option<List<String>> READINGS_TOPICS =
      Option.of(GROUP, "topics.readings", TOPICS, "readings").help("Where readings come from.");

  public static final Option<String> FORECASTS_TOPIC =
      Option.of(GROUP, "topics.forecasts", TOPIC, "forecasts").help("Where forecasts go.");

  public static final Option<String> DEAD_LETTERS_TOPIC =
      Option.of(GROUP, "topics.dead-letters", TOPIC, "dead-letters")
          .help(
              "Where records go that are no readings, byte for byte, with the reason in their headers.");

  public static final Option<String> LATE_TOPIC =
      Option.of(GROUP, "topics.late", TOPIC, "late-readings")
          .help(
              "Where readings go whose slot their series has already stepped, byte for byte, with the"
                  + " reason and the lag in their headers.");

  public static final Option<StartingOffsets> START =
      Option.of(GROUP, "start", ValueType.oneOf(StartingOffsets.class), "group-offsets")
          .help(
              "Where to begin to read when there is no checkpoint to go on from. group-offsets begins at"
                  + " the earliest reading if the group has no offsets.");

  public static final Option<Boolean> BOUNDED =
      Option.of(GROUP, "bounded", ValueType.YES_NO, "false")
          .help(
              "Whether to stop at the end that the topics have when the job starts, as a backfill does.");

  public static final Option<String> GROUP_ID =
      Option.optional(GROUP, "group-id", ValueType.text(249))
          .help(
              "The consumer group whose offsets show how far the job has read. Without it, the"
                  + " pipeline's name.");

  private KafkaOptions() {}
}

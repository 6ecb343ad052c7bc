package io.foreflow.job.config;

import io.foreflow.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every option of a pipeline. docs/reference/job-options.md is written from this class. */
public final class JobOptions {

  public static final Option<String> NAME =
      Option.withDefault(
          "name",
          ValueType.text(64),
          "foreflow",
          "The pipeline's name: Flink shows it, and consumer group and transactional ids derive"
              + " from it. Two pipelines on one Kafka need two names.");

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

  public static final Option<WireFormat> READINGS_FORMAT =
      Option.withDefault(
          "format.readings",
          ValueType.oneOf(WireFormat.class),
          "avro",
          "How readings are written.");

  public static final Option<WireFormat> FORECASTS_FORMAT =
      Option.withDefault(
          "format.forecasts",
          ValueType.oneOf(WireFormat.class),
          "avro",
          "How forecasts are written.");

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

  public static final Option<Delivery> DELIVERY =
      Option.withDefault(
          "delivery",
          ValueType.oneOf(Delivery.class),
          "exactly-once",
          "exactly-once writes in Kafka transactions: a consumer with isolation.level=read_committed"
              + " sees forecasts when a checkpoint completes. at-least-once shows them at once, and"
              + " repeats those since the last checkpoint after a failure.");

  public static final Option<String> TRANSACTIONAL_ID_PREFIX =
      Option.optional(
          "transactional-id-prefix",
          ValueType.text(200),
          "What the transactional ids begin with under exactly-once. Must stay the same over"
              + " restarts, and differ between pipelines. Without it, the pipeline's name.");

  public static final Option<Duration> TRANSACTION_TIMEOUT =
      Option.withDefault(
          "transaction-timeout",
          ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          "10 min",
          "How long the broker keeps a transaction open. Under exactly-once at least"
              + " checkpoint.interval and a minute, and at most transaction-timeout.broker-max. A job"
              + " that is down for longer loses what it had not committed.");

  public static final Option<Duration> BROKER_TRANSACTION_TIMEOUT =
      Option.withDefault(
          "transaction-timeout.broker-max",
          ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(7)),
          "15 min",
          "The broker's own transaction.max.timeout.ms, against which transaction-timeout is"
              + " checked before the broker refuses it.");

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.withDefault(
          "checkpoint.interval",
          ValueType.duration(Duration.ofMillis(10), Duration.ofDays(1)),
          "10 s",
          "How often Flink saves the series' states. Under exactly-once also how often forecasts"
              + " become visible to consumers that read committed records.");

  public static final Option<Path> MODEL_URI =
      Option.required(
          "model.uri",
          ValueType.file(),
          "The model file, readable at this place on every TaskManager.");

  public static final Option<String> MODEL_SHA256 =
      Option.optional(
          "model.sha256",
          ValueType.sha256(),
          "What the model file must hash to. A file that does not is refused.");

  public static final Option<Integer> WAVE_SIZE =
      Option.withDefault(
          "wave.size",
          ValueType.integer(1, 4096),
          "128",
          "How many series step together at most. Larger waves cost less per reading.");

  public static final Option<Duration> WAVE_LINGER =
      Option.withDefault(
          "wave.linger",
          ValueType.duration(Duration.ZERO, Duration.ofMinutes(1)),
          "5 ms",
          "How long a reading may wait for others to fill its wave. 0 steps each reading by itself.");

  public static final Option<Integer> MAX_GAP =
      Option.withDefault(
          "max-gap",
          ValueType.integer(0, 100_000),
          "48",
          "How many slots in a row a series may skip and go on: they are stepped as missing. A"
              + " series that skips more starts afresh.");

  public static final Option<Integer> PARALLELISM =
      Option.optional(
          "parallelism",
          ValueType.integer(1, 32_768),
          "How many tasks share the work. Without it, Flink's parallelism.default or what flink run"
              + " -p says.");

  public static final Option<Integer> MAX_PARALLELISM =
      Option.withDefault(
          "max-parallelism",
          ValueType.integer(1, 32_768),
          "128",
          "The parallelism that the job can ever be rescaled to. Can't change once there is a"
              + " savepoint to go on from.");

  /** All of them, in the order of the reference page. */
  public static final List<Option<?>> ALL =
      List.of(
          NAME,
          BOOTSTRAP_SERVERS,
          READINGS_TOPICS,
          FORECASTS_TOPIC,
          DEAD_LETTERS_TOPIC,
          LATE_TOPIC,
          READINGS_FORMAT,
          FORECASTS_FORMAT,
          START,
          BOUNDED,
          GROUP_ID,
          DELIVERY,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          BROKER_TRANSACTION_TIMEOUT,
          CHECKPOINT_INTERVAL,
          MODEL_URI,
          MODEL_SHA256,
          WAVE_SIZE,
          WAVE_LINGER,
          MAX_GAP,
          PARALLELISM,
          MAX_PARALLELISM);

  /** Their keys. */
  static final List<String> KEYS = ALL.stream().<String>map(Option::key).toList();

  /** Settings that begin with this go to the Kafka clients, without it. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** Settings that begin with this go to Flink, without it. */
  public static final String FLINK_PREFIX = "flink.";

  private JobOptions() {}
}

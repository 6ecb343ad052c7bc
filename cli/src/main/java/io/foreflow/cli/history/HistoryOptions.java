package io.foreflow.cli.history;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.kafka.BrokerOptions;
import io.foreflow.cli.kafka.RegistryOptions;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.series.Duplicates;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a command's history comes from, and what becomes of its readings. */
public final class HistoryOptions {

  private static final String AUTO = "auto";

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "The history: CSV, also gzipped, with the columns unique_id, ds, y; or ds and a column"
              + " for each series.")
  private Optional<Path> data;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "The history, in place of --data: the readings of a Kafka topic that are there now.")
  private Optional<String> topic;

  @Mixin private BrokerOptions brokers;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = AUTO,
      description =
          "With --topic: avro, avro-confluent or json; auto: as the first records are written."
              + " Default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--topic-from",
      paramLabel = "POINT",
      converter = Points.class,
      description =
          "Begin with readings of this time, such as 2026-01-31 or 2026-01-31T12:00:00Z; or with an"
              + " offset: 1000 in each partition, or 0:1000,1:900. Default: the oldest there are.")
  private Optional<RangePoint> topicFrom;

  @Option(
      names = "--topic-to",
      paramLabel = "POINT",
      converter = Points.class,
      description =
          "End before readings of this time, or before an offset. Default: with the last there are.")
  private Optional<RangePoint> topicTo;

  @Option(
      names = "--max-future",
      paramLabel = "TIME",
      defaultValue = "1d",
      description =
          "With --topic, as the job's option: how far a reading may lie ahead of its record."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration maxFuture;

  @Option(
      names = "--duplicates",
      paramLabel = "POLICY",
      description =
          "As the job's option: which of several readings of a slot counts. first, last, mean, or"
              + " ohlc, which makes the covariates open, high and low. Default: first.")
  private Optional<Duplicates> duplicates;

  @Option(
      names = "--max-gap",
      paramLabel = "N",
      defaultValue = "48",
      description =
          "As the job's option: how many slots in a row a series may skip and go on; after more it"
              + " starts afresh. Default: ${DEFAULT-VALUE}.")
  private int maxGap;

  @Mixin private CsvOptions csv;

  /** The history asked for; whether it is there shows when it is read. */
  public HistorySource source() {
    if (data.isPresent() == topic.isPresent()) {
      throw CommandFailure.usage(
          "--data FILE or --topic NAME says where the history is; found "
              + (data.isPresent() ? "both" : "neither"));
    }
    ArgumentChecks.notNegative("--max-gap", maxGap);
    if (topic.isPresent()) {
      return new TopicHistory(
          brokers.bootstrapServers(),
          topic.get(),
          formatChoice(),
          new TopicRange(topicFrom, topicTo, maxFuture),
          slots(),
          Clock.systemUTC());
    }
    if (topicFrom.isPresent() || topicTo.isPresent()) {
      throw CommandFailure.usage("--topic-from and --topic-to go with --topic, found --data");
    }
    Path file = data.orElseThrow();
    ArgumentChecks.readable(
        "--data", file, "Write one with: foreflow simulate --history 42 --out " + file);
    return file(file);
  }

  private FormatChoice formatChoice() {
    if (format.equalsIgnoreCase(AUTO)) {
      return new FormatChoice(Optional.empty(), brokers.registry().settings());
    }
    try {
      TopicFormat given = brokers.registry().topicFormat(RegistryOptions.parse(format));
      return new FormatChoice(Optional.of(given.format()), given.registry());
    } catch (TypeConversionException e) {
      throw CommandFailure.usage("--format: " + e.getMessage() + "; auto finds out which");
    }
  }

  /** Another file of the same form and by the same rules. */
  public HistorySource file(Path file) {
    return new FileHistory(file, csv.format(), slots());
  }

  private SlotChoice slots() {
    return new SlotChoice(duplicates.orElse(Duplicates.FIRST), maxGap);
  }

  /** Whether it was said what becomes of several readings of a slot. */
  public boolean duplicatesGiven() {
    return duplicates.isPresent();
  }

  /** How many slots a series may skip and go on. */
  public int maxGap() {
    return maxGap;
  }

  private static final class Points implements picocli.CommandLine.ITypeConverter<RangePoint> {
    @Override
    public RangePoint convert(String text) {
      try {
        return RangePoint.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}

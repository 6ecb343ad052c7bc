package io.foreflow.cli.history;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.kafka.KafkaAddressOptions;
import io.foreflow.cli.kafka.RegistryOptions;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.WorkSpace;
import io.foreflow.series.Duplicates;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a command that reads history: its source, and the rules for its readings. */
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
          "The Kafka topic with the history, instead of --data. Later readings are not included.")
  private Optional<String> topic;

  @Mixin private KafkaAddressOptions brokers;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = AUTO,
      description =
          "With --topic: avro, avro-confluent, json, or auto, which finds it by the first records."
              + " Default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--topic-from",
      paramLabel = "POINT",
      converter = Points.class,
      description =
          "Where the history begins in the topic: a time, such as 2026-01-31 or"
              + " 2026-01-31T12:00:00Z, or an offset, such as 1000 in each partition, or"
              + " 0:1000,1:900. Default: the oldest record.")
  private Optional<RangePoint> topicFrom;

  @Option(
      names = "--topic-to",
      paramLabel = "POINT",
      converter = Points.class,
      description =
          "Where the history ends in the topic: before a time or an offset, as --topic-from."
              + " Default: after the newest record.")
  private Optional<RangePoint> topicTo;

  @Option(
      names = "--max-future",
      paramLabel = "TIME",
      defaultValue = "1d",
      description =
          "With --topic: how far the time of a reading may be ahead of the time of its record, as"
              + " the job's option max-future. Default: ${DEFAULT-VALUE}.")
  private Duration maxFuture;

  @Option(
      names = "--duplicates",
      paramLabel = "POLICY",
      description =
          "Which of several readings of a slot counts, as the job's option duplicates: first,"
              + " last, mean, or ohlc, which also makes the covariates open, high and low. Default:"
              + " first.")
  private Optional<Duplicates> duplicates;

  @Option(
      names = "--max-gap",
      paramLabel = "N",
      defaultValue = "48",
      description =
          "How many slots in a row a series may skip, as the job's option max-gap. After a"
              + " longer gap it starts again. Default: ${DEFAULT-VALUE}.")
  private int maxGap;

  @Mixin private CsvOptions csv;

  @Mixin private WorkFolderOption work;

  /** The source of the history. A topic is looked for only when it is read. */
  public HistorySource source() {
    if (data.isPresent() == topic.isPresent()) {
      throw CommandFailure.usage(
          "give the history with either --data FILE or --topic NAME; found "
              + (data.isPresent() ? "both" : "neither"));
    }
    ArgumentChecks.notNegative("--max-gap", maxGap);
    if (topic.isPresent()) {
      return new TopicHistory(
          KafkaConnection.to(brokers.bootstrapServers()),
          List.of(topic.get()),
          formatChoice(),
          new TopicRange(topicFrom, topicTo, maxFuture),
          slots(),
          Clock.systemUTC(),
          RangeProgress.none(),
          space());
    }
    if (topicFrom.isPresent() || topicTo.isPresent()) {
      throw CommandFailure.usage("--topic-from and --topic-to need --topic, found --data");
    }
    Path file = data.orElseThrow();
    ArgumentChecks.readable(
        "--data", file, "Write one with: foreflow simulate --history 42 --out " + file);
    return file(file);
  }

  /** Which of the options that name a source are given. */
  public List<String> given() {
    return Stream.of(data.map(file -> "--data"), topic.map(name -> "--topic"))
        .flatMap(Optional::stream)
        .toList();
  }

  private TopicFormatChoice formatChoice() {
    if (format.equalsIgnoreCase(AUTO)) {
      return new TopicFormatChoice(Optional.empty(), brokers.registry().settings());
    }
    try {
      TopicFormat given = brokers.registry().topicFormat(RegistryOptions.parse(format));
      return new TopicFormatChoice(Optional.of(given.format()), given.registry());
    } catch (TypeConversionException e) {
      throw CommandFailure.usage(
          "--format: " + e.getMessage() + "; auto finds the format by itself");
    }
  }

  /** Another file, read in the same form and by the same rules. */
  public HistorySource file(Path file) {
    return new FileHistory(file, csv.format(), slots(), space());
  }

  /** The room for what is read. The folder is made when it is needed. */
  public WorkSpace space() {
    return work.space();
  }

  private SlotSettings slots() {
    return new SlotSettings(duplicates.orElse(Duplicates.FIRST), maxGap);
  }

  /** Whether {@code --duplicates} is given. */
  public boolean duplicatesGiven() {
    return duplicates.isPresent();
  }

  /** The number of slots that a series may skip without starting again. */
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

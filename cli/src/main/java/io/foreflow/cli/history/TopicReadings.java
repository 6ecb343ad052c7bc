package io.foreflow.cli.history;

import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.series.FutureBound;
import io.foreflow.series.ReadingIntake;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistryException;
import io.foreflow.wire.registry.TopicFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The readings in ranges of topics, which can be read again and again. The ranges and the format
 * are found at the first reading and are the same in each one after it.
 */
final class TopicReadings {

  /** The number of records of each partition that the format is found by. */
  private static final int LOOKED_AT = 100;

  private final KafkaConnection connection;
  private final List<String> topics;
  private final TopicFormatChoice choice;
  private final Duration maxFuture;
  private final Clock clock;
  private final RangeProgress progress;
  private final RangeFinder finder;
  private final Map<String, SortedMap<Integer, BoundedReader.Range>> ranges = new LinkedHashMap<>();
  private @Nullable TopicFormat format;

  TopicReadings(
      KafkaConnection connection,
      List<String> topics,
      TopicFormatChoice choice,
      TopicRange range,
      Clock clock,
      RangeProgress progress) {
    this.connection = connection;
    this.topics = List.copyOf(topics);
    this.choice = choice;
    this.maxFuture = range.maxFuture();
    this.clock = clock;
    this.progress = progress;
    this.finder = new RangeFinder(range);
  }

  /** Fixes the offsets to read, before the first reading. */
  void fix(Map<String, SortedMap<Integer, BoundedReader.Range>> offsets) {
    finder.fix(offsets);
  }

  /** The topics for messages. */
  String name() {
    return topics.size() == 1 ? "topic " + topics.get(0) : "topics " + String.join(", ", topics);
  }

  /** Where the topics are. */
  String bootstrapServers() {
    return connection.bootstrapServers();
  }

  /** The offsets of each topic that was read. */
  Map<String, SortedMap<Integer, BoundedReader.Range>> ranges() {
    return ranges;
  }

  /** The format that was read. */
  String formatName() {
    return format == null ? "nothing yet" : FormatFinder.name(format.format());
  }

  /** Whether the format was found by the records. */
  boolean findsFormat() {
    return choice.format().isEmpty();
  }

  /**
   * Passes on readings until one of them is answered with false.
   *
   * @param skipped receives the records that are no readings
   */
  void readWhile(
      BiPredicate<ConsumerRecord<byte[], byte[]>, Reading> each, SkippedRecords skipped) {
    boolean goesOn = true;
    for (int i = 0; i < topics.size() && goesOn; i++) {
      goesOn = readWhile(topics.get(i), each, skipped);
    }
    progress.close();
  }

  private boolean readWhile(
      String topic,
      BiPredicate<ConsumerRecord<byte[], byte[]>, Reading> each,
      SkippedRecords skipped) {
    new KafkaCluster(connection).require(topic);
    try (BoundedReader reader = new BoundedReader(connection, topic)) {
      SortedMap<Integer, BoundedReader.Range> range =
          ranges.computeIfAbsent(topic, added -> finder.find(reader, topic, name()));
      TopicFormat known = format == null ? format(reader, range) : format;
      format = known;
      ReadingIntake intake = new ReadingIntake(known.readings(), new FutureBound(maxFuture, clock));
      progress.begin(topic, range);
      return reader.readWhile(
          range,
          record -> {
            progress.on(record);
            try {
              return each.test(record, intake.read(record.value(), record.timestamp()));
            } catch (MalformedRecordException e) {
              skipped.add(record, e.reason(), String.valueOf(e.getMessage()));
              return true;
            }
          });
    } catch (RegistryException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
    } catch (KafkaException e) {
      throw CommandFailure.failed("cannot read topic " + topic + ": " + e.getMessage(), e);
    }
  }

  /** The format given, or else the format of the first records of each partition. */
  private TopicFormat format(BoundedReader reader, SortedMap<Integer, BoundedReader.Range> range) {
    if (choice.format().isPresent()) {
      return new TopicFormat(choice.format().get(), choice.registry());
    }
    SortedMap<Integer, BoundedReader.Range> firsts = new TreeMap<>();
    range.forEach(
        (partition, all) ->
            firsts.put(
                partition,
                new BoundedReader.Range(all.from(), Math.min(all.end(), all.from() + LOOKED_AT))));
    FormatFinder finder = new FormatFinder();
    reader.read(firsts, record -> finder.add(record.value()));
    WireFormat found = finder.found().orElse(WireFormat.JSON);
    if (found.needsRegistry() && choice.registry() == null) {
      throw CommandFailure.usage(
          name()
              + ": its records are in Confluent's wire format (avro-confluent); name their schema"
              + " registry: --schema-registry URL");
    }
    return new TopicFormat(found, choice.registry());
  }
}

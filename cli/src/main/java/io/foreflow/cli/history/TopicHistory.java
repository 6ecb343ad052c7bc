package io.foreflow.cli.history;

import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.CadenceProbe;
import io.foreflow.history.HistoryBuilder;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistoryException;
import io.foreflow.history.WorkSpace;
import io.foreflow.series.FutureBound;
import io.foreflow.series.ReadingIntake;
import io.foreflow.series.SlotGrid;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistryException;
import io.foreflow.wire.registry.TopicFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The history in topics of readings, up to the newest records at the first use. The rules of the
 * job decide which records are readings and which slots they belong to.
 */
public final class TopicHistory implements HistorySource {

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

  /** The number of records of each partition that the format is found by. */
  private static final int LOOKED_AT = 100;

  private final KafkaConnection connection;
  private final List<String> topics;
  private final TopicFormatChoice choice;
  private final TopicRange range;
  private final SlotSettings slots;
  private final Clock clock;
  private final RangeProgress progress;
  private final WorkSpace space;
  private final RangeFinder finder;
  private final Map<String, SortedMap<Integer, BoundedReader.Range>> ranges = new LinkedHashMap<>();
  private final Map<String, SortedMap<Integer, Long>> readings = new LinkedHashMap<>();
  private @Nullable TopicFormat format;

  public TopicHistory(
      KafkaConnection connection,
      List<String> topics,
      TopicFormatChoice choice,
      TopicRange range,
      SlotSettings slots,
      Clock clock,
      RangeProgress progress,
      WorkSpace space) {
    this.connection = connection;
    this.topics = List.copyOf(topics);
    this.choice = choice;
    this.range = range;
    this.slots = slots;
    this.clock = clock;
    this.progress = progress;
    this.space = space;
    this.finder = new RangeFinder(range);
  }

  /**
   * Fixes the offsets to read, before the first use. What is not in the topics any more is missing.
   */
  public void fix(Map<String, SortedMap<Integer, BoundedReader.Range>> offsets) {
    finder.fix(offsets);
  }

  /** The offsets that are read, of each topic. */
  public Map<String, SortedMap<Integer, BoundedReader.Range>> offsets() {
    return Map.copyOf(ranges);
  }

  @Override
  public String name() {
    return topics.size() == 1 ? "topic " + topics.get(0) : "topics " + String.join(", ", topics);
  }

  @Override
  public WorkSpace space() {
    return space;
  }

  @Override
  public boolean mergesSlots() {
    return slots.duplicates().closesSlots();
  }

  @Override
  public OptionalLong cadenceMillis() {
    CadenceProbe probe = new CadenceProbe();
    SkippedRecords skipped = new SkippedRecords();
    readWhile(
        (record, reading) -> {
          if (range.holds(reading.time())) {
            probe.add(reading.series(), reading.time());
          }
          return !probe.isEnough();
        },
        skipped);
    OptionalLong found = probe.cadenceMillis();
    if (found.isEmpty() && !skipped.byReason().isEmpty()) {
      throw CommandFailure.failed(
          "%s: no series has two readings. %s".formatted(name(), explain(skipped)));
    }
    return found;
  }

  @Override
  public HistoryData read(SlotGrid grid, List<String> covariates) {
    SkippedRecords skipped = new SkippedRecords();
    try {
      HistoryBuilder history = new HistoryBuilder(slots.rules(grid), covariates, space);
      long[] outside = new long[1];
      readings.clear();
      read(
          (record, reading) -> {
            if (!range.holds(reading.time())) {
              outside[0]++;
            } else if (reading.covariates().length != history.covariates()) {
              skipped.add(
                  record,
                  RejectionReason.WRONG_COVARIATES,
                  "covariates: found %d, allowed: %d"
                      .formatted(reading.covariates().length, history.covariates()));
            } else {
              count(record);
              history.add(reading.series(), reading.time(), reading.value(), reading.covariates());
            }
          },
          skipped);
      return history.build().with(skipped.byReason(), notes(outside[0], skipped));
    } catch (HistoryException e) {
      throw CommandFailure.failed(
          "%s: %s; it was read at %s. %s"
              .formatted(name(), e.getMessage(), connection.bootstrapServers(), explain(skipped)));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** A sentence about the format that the topic was read in, and what did not fit it. */
  private String explain(SkippedRecords skipped) {
    String read = "Its records were read as " + formatName();
    if (skipped.byReason().isEmpty()) {
      return read;
    }
    return "%s; these are not readings: %s. The first: %s%s"
        .formatted(
            read,
            skipped.counts(),
            skipped.shown().get(0),
            choice.format().isEmpty() ? "" : ". --format auto finds the format by itself");
  }

  private String formatName() {
    return format == null ? "nothing yet" : FormatFinder.name(format.format());
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    readings
        .computeIfAbsent(record.topic(), topic -> new TreeMap<>())
        .merge(record.partition(), 1L, Long::sum);
  }

  /** What the last reading of the history found in each partition. */
  public List<PartitionRead> partitions() {
    List<PartitionRead> partitions = new ArrayList<>();
    ranges.forEach(
        (topic, all) ->
            all.forEach(
                (partition, range) ->
                    partitions.add(
                        new PartitionRead(
                            topic,
                            partition,
                            range.from(),
                            range.end(),
                            readings
                                .getOrDefault(topic, Collections.emptySortedMap())
                                .getOrDefault(partition, 0L)))));
    return partitions;
  }

  private List<String> notes(long outside, SkippedRecords skipped) {
    List<String> notes = new ArrayList<>();
    notes.add(formatName() + (choice.format().isEmpty() ? ", found by the first records" : ""));
    ranges.forEach((topic, all) -> notes.add(offsets(topic, all)));
    if (outside > 0) {
      notes.add(outside + " readings outside the requested times");
    }
    skipped.shown().forEach(each -> notes.add("left out: " + each));
    return notes;
  }

  private String offsets(String topic, SortedMap<Integer, BoundedReader.Range> all) {
    List<String> offsets = new ArrayList<>();
    all.forEach(
        (partition, range) ->
            offsets.add(
                range.end() == range.from()
                    ? partition + ": none"
                    : "%d: %d to %d".formatted(partition, range.from(), range.end() - 1)));
    return "offsets %sby partition %s"
        .formatted(topics.size() == 1 ? "" : "of " + topic + " ", String.join(", ", offsets));
  }

  /** Passes on each reading of the ranges. */
  private void read(
      BiConsumer<ConsumerRecord<byte[], byte[]>, Reading> each, SkippedRecords skipped) {
    readWhile(
        (record, reading) -> {
          each.accept(record, reading);
          return true;
        },
        skipped);
  }

  /** Passes on readings of the ranges until one of them is answered with false. */
  private void readWhile(
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
    new KafkaCluster(connection, BROKER_PATIENCE).require(topic);
    try (BoundedReader reader = new BoundedReader(connection, topic)) {
      SortedMap<Integer, BoundedReader.Range> ranges =
          this.ranges.computeIfAbsent(topic, added -> finder.find(reader, topic, name()));
      TopicFormat format = this.format == null ? format(reader, ranges) : this.format;
      this.format = format;
      ReadingIntake intake =
          new ReadingIntake(format.readings(), new FutureBound(range.maxFuture(), clock));
      progress.begin(topic, ranges);
      return reader.readWhile(
          ranges,
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
  private TopicFormat format(BoundedReader reader, SortedMap<Integer, BoundedReader.Range> ranges) {
    if (choice.format().isPresent()) {
      return new TopicFormat(choice.format().get(), choice.registry());
    }
    SortedMap<Integer, BoundedReader.Range> firsts = new TreeMap<>();
    ranges.forEach(
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

package io.foreflow.cli.history;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.CadenceProbe;
import io.foreflow.history.HistoryBuilder;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistoryException;
import io.foreflow.history.WorkSpace;
import io.foreflow.series.SlotGrid;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.RejectionReason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The history in topics of readings, up to the newest records at the first use. The rules of the
 * job decide which records are readings and which slots they belong to.
 */
public final class TopicHistory implements HistorySource {

  private final TopicReadings topics;
  private final TopicRange range;
  private final SlotSettings slots;
  private final WorkSpace space;
  private final Map<String, SortedMap<Integer, Long>> readings = new LinkedHashMap<>();

  public TopicHistory(
      KafkaConnection connection,
      List<String> topics,
      TopicFormatChoice choice,
      TopicRange range,
      SlotSettings slots,
      Clock clock,
      RangeProgress progress,
      WorkSpace space) {
    this.topics = new TopicReadings(connection, topics, choice, range, clock, progress);
    this.range = range;
    this.slots = slots;
    this.space = space;
  }

  /**
   * Fixes the offsets to read, before the first use. What is not in the topics any more is missing.
   */
  public void fix(Map<String, SortedMap<Integer, BoundedReader.Range>> offsets) {
    topics.fix(offsets);
  }

  /** The offsets that are read, of each topic. */
  public Map<String, SortedMap<Integer, BoundedReader.Range>> offsets() {
    return Map.copyOf(topics.ranges());
  }

  @Override
  public String name() {
    return topics.name();
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
    topics.readWhile(
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
      topics.readWhile(
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
            return true;
          },
          skipped);
      return history.build().with(skipped.byReason(), notes(outside[0], skipped));
    } catch (HistoryException e) {
      throw CommandFailure.failed(
          "%s: %s; it was read at %s. %s"
              .formatted(name(), e.getMessage(), topics.bootstrapServers(), explain(skipped)));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** A sentence about the format that the topic was read in, and what did not fit it. */
  private String explain(SkippedRecords skipped) {
    String read = "Its records were read as " + topics.formatName();
    if (skipped.byReason().isEmpty()) {
      return read;
    }
    return "%s; these are not readings: %s. The first: %s%s"
        .formatted(
            read,
            skipped.counts(),
            skipped.shown().get(0),
            topics.findsFormat() ? "" : ". --format auto finds the format by itself");
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    readings
        .computeIfAbsent(record.topic(), topic -> new TreeMap<>())
        .merge(record.partition(), 1L, Long::sum);
  }

  /** What the last reading of the history found in each partition. */
  public List<PartitionRead> partitions() {
    List<PartitionRead> partitions = new ArrayList<>();
    topics.ranges().forEach((topic, all) -> addPartitions(topic, all, partitions));
    return partitions;
  }

  private void addPartitions(
      String topic, SortedMap<Integer, BoundedReader.Range> all, List<PartitionRead> into) {
    SortedMap<Integer, Long> read = readings.getOrDefault(topic, Collections.emptySortedMap());
    all.forEach(
        (partition, range) ->
            into.add(
                new PartitionRead(
                    topic,
                    partition,
                    range.from(),
                    range.end(),
                    read.getOrDefault(partition, 0L))));
  }

  private List<String> notes(long outside, SkippedRecords skipped) {
    List<String> notes = new ArrayList<>();
    notes.add(topics.formatName() + (topics.findsFormat() ? ", found by the first records" : ""));
    topics.ranges().forEach((topic, all) -> notes.add(offsets(topic, all)));
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
        .formatted(
            topics.ranges().size() == 1 ? "" : "of " + topic + " ", String.join(", ", offsets));
  }
}

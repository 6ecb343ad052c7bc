package io.foreflow.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a range of a topic that has an end, one partition after the other, so that records always
 * come in the same order. No consumer group, and of transactions only what is committed. One thread
 * uses it.
 */
public final class BoundedReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  /** The number of polls in a row without a record after which the broker counts as gone. */
  private static final int PATIENCE = 60;

  /**
   * Milliseconds for which the broker keeps a fetch that finds nothing. All records of a range are
   * there, so such a fetch is of no use: it begins at the end of a partition, and the next
   * partition and the end of the reader wait for it.
   */
  private static final String LONGEST_FETCH = "20";

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** A range of offsets of one partition. The end is not in the range. */
  public record Range(long from, long end) {}

  public BoundedReader(String bootstrapServers, String topic) {
    this(KafkaConnection.to(bootstrapServers), topic);
  }

  public BoundedReader(KafkaConnection connection, String topic) {
    this.topic = topic;
    Properties settings = connection.consumer();
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, LONGEST_FETCH);
    consumer = LoneConsumer.of(settings, "foreflow-history-" + topic);
  }

  /** The range of all committed records of each partition. */
  public SortedMap<Integer, Range> all() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    SortedMap<Integer, Range> all = new TreeMap<>();
    consumer
        .endOffsets(partitions)
        .forEach(
            (partition, end) ->
                all.put(partition.partition(), new Range(begins.getOrDefault(partition, 0L), end)));
    return all;
  }

  /**
   * The first offset of a partition whose record is not older than this; empty if all records are
   * older.
   */
  public OptionalLong firstSince(int partition, long timestamp) {
    TopicPartition key = new TopicPartition(topic, partition);
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(key, Math.max(0, timestamp))).get(key);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
  }

  /**
   * Passes on all records of the ranges.
   *
   * @throws SilentBrokerException if the broker stops answering
   */
  public void read(
      SortedMap<Integer, Range> ranges, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    readWhile(
        ranges,
        record -> {
          each.accept(record);
          return true;
        });
  }

  /**
   * Passes on records of the ranges until one of them is answered with false.
   *
   * @return whether all of them were passed on
   * @throws SilentBrokerException if the broker stops answering
   */
  public boolean readWhile(
      SortedMap<Integer, Range> ranges, Predicate<ConsumerRecord<byte[], byte[]>> each) {
    for (Map.Entry<Integer, Range> entry : ranges.entrySet()) {
      if (!readWhile(new TopicPartition(topic, entry.getKey()), entry.getValue(), each)) {
        return false;
      }
    }
    return true;
  }

  private boolean readWhile(
      TopicPartition partition, Range range, Predicate<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, range.from());
    long position = range.from();
    int idle = 0;
    while (position < range.end()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < range.end() && !each.test(record)) {
          return false;
        }
      }
      long reached = consumer.position(partition);
      idle = reached == position ? idle + 1 : 0;
      if (idle > PATIENCE) {
        throw new SilentBrokerException(
            "no records of %s, partition %d, from offset %d on, within %d s. Is the broker still running?"
                .formatted(
                    topic, partition.partition(), position, POLL.toMillis() * PATIENCE / 1000));
      }
      position = reached;
    }
    return true;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package io.foreflow.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads the recent records of a topic and then the new ones, without a consumer group. Of
 * transactions it sees only what is committed. It continues by itself when brokers were away. One
 * thread uses it.
 */
public final class RecentReader implements AutoCloseable {

  private static final String PATIENCE_MS = "10000";

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Opens the topic.
   *
   * @param since the oldest timestamp of records to read, in epoch milliseconds
   * @param most how many of the records that are there are read at most, of all partitions
   *     together: the newest
   * @throws UnknownTopicOrPartitionException if there is no such topic
   */
  public RecentReader(KafkaConnection connection, String topic, long since, long most) {
    this.topic = topic;
    Properties settings = connection.consumer();
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    // Offsets that are gone: the records were deleted, or the topic was made anew.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer = LoneConsumer.of(settings, "foreflow-recent-" + topic);
    try {
      Set<TopicPartition> partitions = partitions();
      consumer.assign(partitions);
      seek(partitions, since, most);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private Set<TopicPartition> partitions() {
    Set<TopicPartition> partitions = new HashSet<>();
    consumer
        .partitionsFor(topic)
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    return partitions;
  }

  private void seek(Set<TopicPartition> partitions, long since, long most) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, since)));
    Map<TopicPartition, OffsetAndTimestamp> recent = consumer.offsetsForTimes(times);
    long mostOfEach = Math.max(1, most / partitions.size());
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      OffsetAndTimestamp first = recent.get(partition);
      long from = Math.max(first == null ? end : first.offset(), end - mostOfEach);
      consumer.seek(partition, Math.max(from, begins.getOrDefault(partition, 0L)));
    }
  }

  /** Passes on the new records. It waits for the first one until the patience ends. */
  public void poll(Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.poll(patience).forEach(each);
  }

  /** How many records this reader is behind, by what the brokers said last. */
  public long behind() {
    long behind = 0;
    for (TopicPartition partition : consumer.assignment()) {
      behind += Math.max(0, consumer.currentLag(partition).orElse(0));
    }
    return behind;
  }

  /** Whether all records have been read that the brokers had when they answered last. */
  public boolean isAtEnd() {
    return consumer.assignment().stream()
        .allMatch(partition -> consumer.currentLag(partition).orElse(1) <= 0);
  }

  /**
   * Looks whether the topic has more partitions than before, and reads these from their beginning.
   *
   * @return whether the topic is there
   */
  public boolean look() {
    try {
      Set<TopicPartition> now = partitions();
      Set<TopicPartition> added = new HashSet<>(now);
      added.removeAll(consumer.assignment());
      if (!added.isEmpty()) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(each -> positions.put(each, consumer.position(each)));
        consumer.assign(now);
        positions.forEach(consumer::seek);
        consumer.seekToBeginning(List.copyOf(added));
      }
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

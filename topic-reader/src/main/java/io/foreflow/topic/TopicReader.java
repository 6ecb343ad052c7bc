package io.foreflow.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads all partitions of a topic, without a consumer group: nothing is left behind at the broker,
 * and no reader takes records from another. Records of transactions show once committed. One thread
 * uses it.
 */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** The record to begin with. */
  public enum From {
    /** The oldest record. */
    BEGINNING,
    /** The next record that is written. */
    NOW
  }

  public TopicReader(String bootstrapServers, String topic, From from) {
    this(KafkaConnection.to(bootstrapServers), topic, from);
  }

  /**
   * @throws UnknownTopicOrPartitionException if there is no such topic
   */
  public TopicReader(KafkaConnection connection, String topic, From from) {
    Properties settings = connection.consumer();
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
    consumer = LoneConsumer.of(settings, "foreflow-reader-" + topic);
    try {
      begin(topic, from);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Reads the newest records that are there, and then those that are written.
   *
   * @param most how many of those that are there, of all partitions together
   * @throws UnknownTopicOrPartitionException if there is no such topic
   */
  public static TopicReader recent(String bootstrapServers, String topic, long most) {
    TopicReader reader = new TopicReader(bootstrapServers, topic, From.NOW);
    reader.goBack(most);
    return reader;
  }

  private void goBack(long most) {
    Set<TopicPartition> partitions = consumer.assignment();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    long each = Math.max(1, most / partitions.size());
    for (TopicPartition partition : partitions) {
      long from = consumer.position(partition) - each;
      consumer.seek(partition, Math.max(from, begins.getOrDefault(partition, 0L)));
    }
  }

  private void begin(String topic, From from) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream().map(TopicReader::partition).toList();
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    if (from == From.BEGINNING) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    // Seeking is lazy: ask now, so that records written from here on are seen.
    partitions.forEach(consumer::position);
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  /** Passes on the new records. It waits for the first one until the patience ends. */
  public void poll(Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.poll(patience).forEach(each);
  }

  /** Whether all records that a reader can see now have been read. */
  public boolean isAtEnd() {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}

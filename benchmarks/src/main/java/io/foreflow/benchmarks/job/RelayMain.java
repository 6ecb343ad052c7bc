package io.foreflow.benchmarks.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's clients alone, exactly-once. For each reading it writes as many bytes as a forecast has,
 * without decoding anything. At the end of the topic it starts again. It is the least cost of any
 * application with the same clients.
 */
public final class RelayMain {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int BATCH_BYTES = 256 << 10;
  private static final int LINGER_MILLIS = 20;

  private final String readings;
  private final String forecasts;
  private final byte[] forecast;
  private final Duration commitInterval;
  private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();

  private RelayMain(String readings, String forecasts, byte[] forecast, Duration commitInterval) {
    this.readings = readings;
    this.forecasts = forecasts;
    this.forecast = forecast;
    this.commitInterval = commitInterval;
  }

  /**
   * Runs until the process is killed. The arguments are: brokers, topic of readings, topic of
   * forecasts, name of the group and of its transactions, bytes of a forecast, milliseconds between
   * commits.
   */
  public static void main(String[] arguments) {
    String brokers = arguments[0];
    String name = arguments[3];
    RelayMain relay =
        new RelayMain(
            arguments[1],
            arguments[2],
            new byte[Integer.parseInt(arguments[4])],
            Duration.ofMillis(Long.parseLong(arguments[5])));
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consuming(brokers, name),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                producing(brokers, name), new ByteArraySerializer(), new ByteArraySerializer())) {
      consumer.subscribe(List.of(relay.readings));
      producer.initTransactions();
      while (true) {
        relay.transaction(consumer, producer);
      }
    }
  }

  private void transaction(
      KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
    long end = System.nanoTime() + commitInterval.toNanos();
    producer.beginTransaction();
    do {
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      if (polled.isEmpty()) {
        consumer.seekToBeginning(consumer.assignment());
      }
      for (ConsumerRecord<byte[], byte[]> record : polled) {
        var unused = producer.send(new ProducerRecord<>(forecasts, record.key(), forecast));
        positions.put(
            new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1));
      }
    } while (System.nanoTime() < end);
    producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
    producer.commitTransaction();
    positions.clear();
  }

  private static Map<String, Object> consuming(String brokers, String group) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ConsumerConfig.GROUP_ID_CONFIG,
        group,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        5000);
  }

  private static Map<String, Object> producing(String brokers, String transactionalId) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        transactionalId,
        ProducerConfig.BATCH_SIZE_CONFIG,
        BATCH_BYTES,
        ProducerConfig.LINGER_MS_CONFIG,
        LINGER_MILLIS);
  }
}

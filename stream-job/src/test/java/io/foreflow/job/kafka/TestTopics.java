package io.foreflow.job.kafka;

import io.foreflow.broker.LocalBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker's topics, as a program that uses the job sees them. */
public final class TestTopics {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final Map<String, Object> client;

  public TestTopics(LocalBroker broker) {
    this(broker, Map.of());
  }

  /** Of a broker that clients need further settings for. */
  public TestTopics(LocalBroker broker, Map<String, Object> client) {
    this.client = new HashMap<>(client);
    this.client.put("bootstrap.servers", broker.bootstrapServers());
  }

  /** Writes records and returns where they lie. */
  public List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException, ExecutionException {
    return write(records, Map.of());
  }

  /** Writes records by a producer of these settings, and returns where they lie. */
  public List<RecordMetadata> write(
      List<ProducerRecord<byte[], byte[]>> records, Map<String, Object> settings)
      throws InterruptedException, ExecutionException {
    Map<String, Object> all = with(settings);
    // A topic just made may refuse the first batch and take the second. The first one's retries are
    // then refused for ever, as out of order.
    all.put("max.in.flight.requests.per.connection", 1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      List<RecordMetadata> places = new ArrayList<>();
      for (Future<RecordMetadata> future : sent) {
        places.add(future.get());
      }
      return places;
    }
  }

  /** Adds partitions to a topic, until there are so many. */
  public void grow(String topic, int partitions) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(client)) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  /** Writes as many records as come, and returns when the broker has them. */
  void write(Consumer<Consumer<ProducerRecord<byte[], byte[]>>> records) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            with(Map.of("linger.ms", 20)), new ByteArraySerializer(), new ByteArraySerializer())) {
      records.accept(
          record -> {
            Future<RecordMetadata> unused =
                producer.send(
                    record,
                    (metadata, exception) -> {
                      if (exception != null) {
                        failure.set(exception);
                      }
                    });
          });
    }
    if (failure.get() != null) {
      throw new AssertionError("Not all records were written", failure.get());
    }
  }

  /** Shows all committed records of a topic, of which nothing more is written. */
  public void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          reader.accept(record);
          deadline = System.nanoTime() + DEADLINE.toNanos();
        }
        if (System.nanoTime() > deadline) {
          throw new AssertionError("Nothing came of " + topic + " for " + DEADLINE);
        }
      }
    }
  }

  /** How far consumers of committed records can read, in offsets of all partitions. */
  public long committed(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions(consumer, topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private Map<String, Object> with(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(client);
    all.putAll(settings);
    return all;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        with(Map.of("auto.offset.reset", "earliest", "isolation.level", "read_committed")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /** All committed records of a topic, once there are so many; those that came in time if not. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      // One more look, so that a record too many is seen too.
      consumer.poll(Duration.ofMillis(500)).forEach(records::add);
    }
    return records;
  }
}

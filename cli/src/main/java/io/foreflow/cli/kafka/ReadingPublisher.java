package io.foreflow.cli.kafka;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.RegistryException;
import io.foreflow.wire.registry.SchemaRegistry;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes readings to a topic, keyed by series. Each is acknowledged by the broker before {@link
 * #close} returns; one that could not be written makes the next call fail. One thread writes.
 */
public final class ReadingPublisher implements ReadingSink, AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final String topic;
  private final RecordEncoder<Reading> encoder;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public ReadingPublisher(String bootstrapServers, String topic, TopicFormat format) {
    this.topic = topic;
    this.encoder = encoder(topic, format);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.CLIENT_ID_CONFIG,
                "foreflow-simulator"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private static RecordEncoder<Reading> encoder(String topic, TopicFormat format) {
    try {
      return format.readingEncoder(SchemaRegistry.subjectOf(topic));
    } catch (RegistryException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void reading(Reading reading) {
    send(reading.series(), encoder.encode(reading));
  }

  @Override
  public void bad(String key, byte[] value) {
    send(key, value);
  }

  private void send(String key, byte[] value) {
    check();
    // The callback hears of every failure; nobody has to wait for the future.
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  /** Waits until the broker has acknowledged all readings. */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception exception = failure.get();
    if (exception != null) {
      throw CommandFailure.failed(
          "cannot write to topic %s: %s".formatted(topic, exception.getMessage()), exception);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}

package io.foreflow.job.emit;

import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is told of series, as Kafka records. The key is the series. The producer sets the timestamp,
 * to now: a broker would soon delete the records of a backfill if it were the time of their
 * readings.
 */
abstract class SeriesRecords<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final TopicFormat format;
  private final String subject;
  private transient RecordEncoder<T> encoder;

  SeriesRecords(String topic, TopicFormat format, String subject) {
    this.topic = topic;
    this.format = format;
    this.subject = subject;
  }

  /** What writes the values. A registry knows their schema by the subject. */
  abstract RecordEncoder<T> encoder(TopicFormat format, String subject);

  /** The series that a value is about. */
  abstract String series(T value);

  @Override
  public final void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = encoder(format, subject);
  }

  @Override
  public final ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(
        topic, series(value).getBytes(StandardCharsets.UTF_8), encoder.encode(value));
  }
}

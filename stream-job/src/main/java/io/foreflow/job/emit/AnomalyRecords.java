package io.foreflow.job.emit;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Episodes' changes as Kafka records. The key is the series. The timestamp is the producer's, for
 * the same reason as with forecasts: with the time of the change, a broker would delete those of a
 * backfill at once.
 */
public final class AnomalyRecords implements KafkaRecordSerializationSchema<Anomaly> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final TopicFormat format;
  private final String subject;
  private transient RecordEncoder<Anomaly> encoder;

  /**
   * Writes changes in {@code format} to {@code topic}. A registry knows their schema by the
   * subject.
   */
  public AnomalyRecords(String topic, TopicFormat format, String subject) {
    this.topic = topic;
    this.format = format;
    this.subject = subject;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = format.anomalyEncoder(subject);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Anomaly anomaly, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(
        topic, anomaly.series().getBytes(StandardCharsets.UTF_8), encoder.encode(anomaly));
  }
}

package io.foreflow.job.emit;

import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records put aside, as they were: key, value, headers and timestamp byte for byte. Only {@link
 * ErrorHeaders} are added, after the record's own.
 */
public final class RejectedRecords implements KafkaRecordSerializationSchema<RejectedRecord> {
  private static final long serialVersionUID = 1;

  private final String topic;

  /** Records for {@code topic}. */
  public RejectedRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RejectedRecord rejected, KafkaSinkContext context, @Nullable Long timestamp) {
    RawRecord raw = rejected.raw();
    return new ProducerRecord<>(
        topic,
        null,
        raw.timestamp() < 0 ? null : raw.timestamp(),
        raw.key(),
        raw.value(),
        ErrorHeaders.of(rejected));
  }
}

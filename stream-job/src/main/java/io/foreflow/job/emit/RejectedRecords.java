package io.foreflow.job.emit;

import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Records that are put aside as they were: key, value, headers and timestamp byte for byte. Only
 * {@link ErrorHeaders} are added, after the record's own. A record that is then too large for the
 * topic is {@link CutRecord cut}.
 */
public final class RejectedRecords implements KafkaRecordSerializationSchema<RejectedRecord> {
  private static final long serialVersionUID = 1;

  private final TopicLimit topic;

  /** Writes records to {@code topic}. */
  public RejectedRecords(TopicLimit topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RejectedRecord rejected, KafkaSinkContext context, @Nullable Long timestamp) {
    return record(rejected);
  }

  ProducerRecord<byte[], byte[]> record(RejectedRecord rejected) {
    RawRecord raw = rejected.raw();
    List<Header> headers = ErrorHeaders.of(rejected);
    if (topic.takes(RecordSize.of(raw.key(), raw.value(), headers))) {
      return record(raw, raw.key(), raw.value(), headers);
    }
    CutRecord cut = new CutRecord(raw, ErrorHeaders.added(rejected), topic.most());
    return record(raw, cut.key(), cut.value(), cut.headers());
  }

  private ProducerRecord<byte[], byte[]> record(
      RawRecord raw, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    return new ProducerRecord<>(
        topic.topic(), null, raw.timestamp() < 0 ? null : raw.timestamp(), key, value, headers);
  }
}

package io.foreflow.job.arrival;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read. Kept beside what it decodes to, so that a record that turns out
 * bad or late can be written elsewhere byte for byte. Arrays are not copied: the record owns them,
 * and nobody changes them.
 *
 * @param timestamp as the broker has it; -1 where it has none
 */
// Records are not compared: arrays in them do no harm, and copies would cost each reading.
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Header[] headers) {

  /** The headers of a record without any. */
  public static final Header[] NO_HEADERS = {};

  /** What a consumer read. */
  public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers.iterator().hasNext() ? headers.toArray() : NO_HEADERS);
  }

  /** Where the record lies, for messages. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }
}

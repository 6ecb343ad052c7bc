package io.foreflow.job.arrival;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read. It is kept with the reading that it decodes to, so that a bad or
 * late record can be written elsewhere byte for byte. The record owns its arrays: they are not
 * copied, and nobody changes them.
 *
 * @param timestamp the broker's timestamp; -1 where there is none
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

  /** The record that a consumer has read. */
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

  /** The record's topic, partition and offset, for messages. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }
}

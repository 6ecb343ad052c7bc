package io.foreflow.job.emit;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The size of a record for Kafka, never less than producers and brokers compute. */
final class RecordSize {
  /** The bytes of a batch of one record without key, value and headers. */
  private static final int OVERHEAD = 61 + 21 + 5;

  /** The most bytes of a length in front of its content. */
  private static final int LENGTH = 5;

  /** The most bytes in UTF-8 of a Java character. */
  private static final int LONGEST_CHARACTER = 3;

  private RecordSize() {}

  static long of(
      byte @Nullable [] key, byte @Nullable [] value, Iterable<? extends Header> headers) {
    long size = (long) OVERHEAD + of(key) + of(value);
    for (Header header : headers) {
      size += of(header);
    }
    return size;
  }

  static long of(Header header) {
    return LENGTH + (long) LONGEST_CHARACTER * header.key().length() + of(header.value());
  }

  private static long of(byte @Nullable [] bytes) {
    return (long) LENGTH + (bytes == null ? 0 : bytes.length);
  }
}

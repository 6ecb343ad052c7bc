package io.foreflow.job.emit;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** How large a record is for Kafka: never less than what producers and brokers hold it to be. */
final class RecordSize {
  /** A batch of one record, and all that is in it beside key, value and headers. */
  private static final int OVERHEAD = 61 + 21 + 5;

  /** The longest that a length is before what it is the length of. */
  private static final int LENGTH = 5;

  /** In UTF-8, a character of Java has no more bytes. */
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

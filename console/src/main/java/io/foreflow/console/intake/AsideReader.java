package io.foreflow.console.intake;

import io.foreflow.console.memory.AsideRecord;
import io.foreflow.wire.RejectionHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads records that the job put aside, whatever is in them. */
final class AsideReader {

  /** What is kept of a value. */
  static final int MOST_BYTES = 2048;

  private static final int LONGEST_TEXT = 2000;
  private static final int LONGEST_REASON = 64;
  private static final byte[] NOTHING = {};

  private AsideReader() {}

  static AsideRecord read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value() == null ? NOTHING : record.value();
    return new AsideRecord(
        record.timestamp(),
        header(record, RejectionHeaders.TOPIC, record.topic(), LONGEST_TEXT),
        (int) number(record, RejectionHeaders.PARTITION, record.partition()),
        number(record, RejectionHeaders.OFFSET, record.offset()),
        record.key() == null ? null : PrintableBytes.of(record.key(), MOST_BYTES),
        header(record, RejectionHeaders.REASON, "unknown", LONGEST_REASON),
        header(record, RejectionHeaders.MESSAGE, "", LONGEST_TEXT),
        Arrays.copyOf(value, Math.min(value.length, MOST_BYTES)),
        value.length);
  }

  private static String header(
      ConsumerRecord<byte[], byte[]> record, String name, String otherwise, int longest) {
    String text = text(record, name);
    return text == null ? otherwise : text.substring(0, Math.min(text.length(), longest));
  }

  private static long number(ConsumerRecord<byte[], byte[]> record, String name, long otherwise) {
    String text = text(record, name);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}

package io.foreflow.job.emit;

import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.wire.RejectionHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers that say why a record was put aside and where it came from, as {@link
 * RejectionHeaders} names them.
 */
public final class ErrorHeaders {
  /** The topic the record was read from. */
  public static final String TOPIC = RejectionHeaders.TOPIC;

  /** The partition the record was read from. */
  public static final String PARTITION = RejectionHeaders.PARTITION;

  /** The record's offset in its partition. */
  public static final String OFFSET = RejectionHeaders.OFFSET;

  /** The reason why it was put aside: a code that a program can switch on. */
  public static final String REASON = RejectionHeaders.REASON;

  /** The message why it was put aside: what was found and what is allowed, for a person. */
  public static final String MESSAGE = RejectionHeaders.MESSAGE;

  /** How far a late reading is behind its series, in milliseconds. */
  public static final String LAG_MS = RejectionHeaders.LAG_MS;

  /** The longest message. Longer ones are cut, as they may quote the record's content. */
  private static final int LONGEST_MESSAGE = 1000;

  private ErrorHeaders() {}

  /** The record's own headers, followed by the error headers. */
  static List<Header> of(RejectedRecord rejected) {
    List<Header> headers = new ArrayList<>(List.of(rejected.raw().headers()));
    headers.addAll(added(rejected));
    return headers;
  }

  /** The error headers alone. */
  static List<Header> added(RejectedRecord rejected) {
    RawRecord raw = rejected.raw();
    List<Header> headers = new ArrayList<>();
    headers.add(header(TOPIC, raw.topic()));
    headers.add(header(PARTITION, Integer.toString(raw.partition())));
    headers.add(header(OFFSET, Long.toString(raw.offset())));
    headers.add(header(REASON, rejected.reason()));
    headers.add(header(MESSAGE, shortened(rejected.message())));
    if (rejected.lagMillis() != RejectedRecord.NO_LAG) {
      headers.add(header(LAG_MS, Long.toString(rejected.lagMillis())));
    }
    return headers;
  }

  private static Header header(String key, String value) {
    return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "...";
  }
}

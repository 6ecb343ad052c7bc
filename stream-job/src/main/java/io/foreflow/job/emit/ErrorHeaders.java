package io.foreflow.job.emit;

import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers that say why a record was put aside and where it lay. Named and written as Kafka
 * Connect does with its {@code __connect.errors.*}: each value is text in UTF-8, numbers included.
 */
public final class ErrorHeaders {
  private static final String PREFIX = "__foreflow.errors.";

  /** The topic the record was read from. */
  public static final String TOPIC = PREFIX + "topic";

  /** The partition the record was read from. */
  public static final String PARTITION = PREFIX + "partition";

  /** The record's offset there. */
  public static final String OFFSET = PREFIX + "offset";

  /** Why it was put aside: a code that a program can switch on. */
  public static final String REASON = PREFIX + "reason";

  /** Why it was put aside: what was found and what is allowed, for a person. */
  public static final String MESSAGE = PREFIX + "message";

  /** How far a late reading is behind its series, in milliseconds. */
  public static final String LAG_MS = PREFIX + "lag.ms";

  /** Longer messages are cut: they may quote what the record holds. */
  private static final int LONGEST_MESSAGE = 1000;

  private ErrorHeaders() {}

  /** The record's own headers, then these. */
  static List<Header> of(RejectedRecord rejected) {
    List<Header> headers = new ArrayList<>(List.of(rejected.raw().headers()));
    headers.addAll(added(rejected));
    return headers;
  }

  /** These alone. */
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

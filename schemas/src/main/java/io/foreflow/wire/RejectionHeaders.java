package io.foreflow.wire;

/**
 * The names of the headers that say why a record was put aside and where it came from. They are
 * written like Kafka Connect's {@code __connect.errors.*}: each value is text in UTF-8, numbers
 * included.
 */
public final class RejectionHeaders {
  private static final String PREFIX = "__foreflow.errors.";

  /** The topic the record was read from. */
  public static final String TOPIC = PREFIX + "topic";

  /** The partition the record was read from. */
  public static final String PARTITION = PREFIX + "partition";

  /** The record's offset in its partition. */
  public static final String OFFSET = PREFIX + "offset";

  /** The reason why it was put aside: a code that a program can switch on. */
  public static final String REASON = PREFIX + "reason";

  /** The message why it was put aside: what was found and what is allowed, for a person. */
  public static final String MESSAGE = PREFIX + "message";

  /** How far a late reading is behind its series, in milliseconds. */
  public static final String LAG_MS = PREFIX + "lag.ms";

  private RejectionHeaders() {}
}

package io.foreflow.console.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record that the job put aside: a dead letter or a late reading. Topic, partition and offset are
 * where it was read from, if its headers say so, else where it lies now.
 *
 * @param time timestamp of the record, in epoch milliseconds
 * @param key as printable text
 * @param reason the code in its headers, or {@code unknown}
 * @param text the sentence in its headers
 * @param value its first bytes
 * @param bytes how long its value is
 */
// An array: the first bytes of a value that may be anything.
@SuppressWarnings("ArrayRecordComponent")
public record AsideRecord(
    long time,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    String reason,
    String text,
    byte[] value,
    int bytes) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AsideRecord that
        && time == that.time
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(offset) + 31 * partition;
  }

  @Override
  public String toString() {
    return "AsideRecord[" + topic + "-" + partition + "@" + offset + ", " + reason + "]";
  }
}

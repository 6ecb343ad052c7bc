package io.foreflow.console.memory;

/**
 * How a record came.
 *
 * @param topic the topic it lies in
 * @param partition the partition it lies in
 * @param timestamp of the record, in epoch milliseconds
 * @param live whether the reader had reached the end of the topic before, so that the record is new
 */
public record Arrival(String topic, int partition, long timestamp, boolean live) {

  /** When the record was written, as far as it can be known; never after {@code now}. */
  long writtenAt(long now) {
    return live || timestamp < 0 ? now : Math.min(now, timestamp);
  }
}

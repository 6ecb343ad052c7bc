package io.foreflow.cli.tail;

import io.foreflow.cli.view.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The number of records that were not shown, and why. */
final class SkippedRecords {

  private long withoutValue;
  private long unreadable;
  private Optional<String> lastUnreadable = Optional.empty();

  /** Counts a record without a value: a key that was deleted in a compacted topic. */
  void addWithoutValue() {
    withoutValue++;
  }

  /**
   * Counts a record that could not be read.
   *
   * @return where it is and why, for people
   */
  String addUnreadable(ConsumerRecord<?, ?> record, String why) {
    unreadable++;
    String text =
        "%s, partition %d, offset %d: %s"
            .formatted(record.topic(), record.partition(), record.offset(), why);
    lastUnreadable = Optional.of(text);
    return text;
  }

  /** A line about records without a value, if there was one. */
  Optional<String> withoutValue() {
    return withoutValue == 0
        ? Optional.empty()
        : Optional.of(records(withoutValue) + " without a value left out");
  }

  /** A line for each reason. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lastUnreadable.ifPresent(
        last ->
            lines.add(
                records(unreadable)
                    + " could not be read"
                    + (unreadable == 1 ? ": " : ", the last: ")
                    + last));
    withoutValue().ifPresent(lines::add);
    return lines;
  }

  private static String records(long count) {
    return count == 1 ? "1 record" : Numbers.count(count) + " records";
  }
}

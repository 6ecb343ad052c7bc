package io.foreflow.cli.history;

import io.foreflow.cli.view.Numbers;
import io.foreflow.wire.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that the job would send to the dead letters: their counts, and messages about the first
 * few.
 */
final class SkippedRecords {

  private static final int SHOWN = 5;

  private final Map<String, Long> byReason = new TreeMap<>();
  private final List<String> shown = new ArrayList<>();

  void add(ConsumerRecord<?, ?> record, RejectionReason reason, String message) {
    byReason.merge(reason.code(), 1L, Long::sum);
    if (shown.size() < SHOWN) {
      shown.add(
          "%s, partition %d, offset %d: %s: %s"
              .formatted(
                  record.topic(), record.partition(), record.offset(), reason.code(), message));
    }
  }

  Map<String, Long> byReason() {
    return byReason;
  }

  /** The counts by reason in text, such as {@code 201 undecodable}. */
  String counts() {
    return byReason.entrySet().stream()
        .map(each -> Numbers.count(each.getValue()) + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Messages about the first few, with their topic, partition and offset. */
  List<String> shown() {
    return shown;
  }
}

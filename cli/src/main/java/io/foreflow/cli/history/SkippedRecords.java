package io.foreflow.cli.history;

import io.foreflow.cli.view.Numbers;
import io.foreflow.wire.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what the job would send to the dead letters, and keeps the first few to be shown. */
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

  /** How many of each reason, such as {@code 201 undecodable}. */
  String counts() {
    return byReason.entrySet().stream()
        .map(each -> Numbers.count(each.getValue()) + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** The first few, with their places. */
  List<String> shown() {
    return shown;
  }
}

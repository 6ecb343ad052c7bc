package io.foreflow.cli.demo;

import io.foreflow.job.emit.ErrorHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Counts dead letters by the reason in their headers. Thread-safe. */
final class DeadLetterCounts {

  /** The headers that a dead letter needs, so that the record can be found again. */
  private static final List<String> REQUIRED =
      List.of(ErrorHeaders.TOPIC, ErrorHeaders.PARTITION, ErrorHeaders.OFFSET, ErrorHeaders.REASON);

  private final Map<String, Long> byReason = new TreeMap<>();
  private long incomplete;

  synchronized void seen(ConsumerRecord<byte[], byte[]> record) {
    Header reason = record.headers().lastHeader(ErrorHeaders.REASON);
    byReason.merge(
        reason == null ? "unknown" : new String(reason.value(), StandardCharsets.UTF_8),
        1L,
        Long::sum);
    if (REQUIRED.stream().anyMatch(key -> record.headers().lastHeader(key) == null)) {
      incomplete++;
    }
  }

  synchronized long count() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized Map<String, Long> byReason() {
    return new TreeMap<>(byReason);
  }

  /** The number of dead letters that lack one of these headers. */
  synchronized long incomplete() {
    return incomplete;
  }
}

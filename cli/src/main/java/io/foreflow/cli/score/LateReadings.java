package io.foreflow.cli.score;

import io.foreflow.history.RowSorter;
import io.foreflow.history.RowTable;
import io.foreflow.history.WorkSpace;
import io.foreflow.job.emit.ErrorHeaders;
import io.foreflow.topic.BoundedReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The places of the readings that were late. Only the job knows how far its watermark was. */
final class LateReadings {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final RowTable offsets;

  /** Reads the topic of late readings. */
  LateReadings(BoundedReader reader, WorkSpace space) {
    try (RowSorter sorter = new RowSorter(space)) {
      reader.read(reader.all(), record -> add(record, sorter));
      offsets = RowTable.of(sorter, space);
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record, RowSorter sorter) {
    String partition =
        place(text(record, ErrorHeaders.TOPIC), text(record, ErrorHeaders.PARTITION));
    long offset;
    try {
      offset = Long.parseLong(text(record, ErrorHeaders.OFFSET));
    } catch (NumberFormatException e) {
      return; // Something else has written this record.
    }
    sorter.add(numbers.computeIfAbsent(partition, added -> numbers.size()), offset, 0);
  }

  private static String place(String topic, String partition) {
    return topic + '-' + partition;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Whether the reading in a record was late. */
  boolean contain(ConsumerRecord<byte[], byte[]> record) {
    Integer number = numbers.get(place(record.topic(), Integer.toString(record.partition())));
    return number != null && offsets.find(number, record.offset()) >= 0;
  }
}

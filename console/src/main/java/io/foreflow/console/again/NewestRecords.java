package io.foreflow.console.again;

import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads the newest records of one series, a piece of its partition after the other, from the end
 * backwards. So what is found has no gap, wherever the reading ends.
 */
final class NewestRecords {

  private static final long PIECE = 10_000;

  private final String topic;
  private final byte[] key;
  private final long mostRecords;
  private final long deadlineNanos;
  private long looked;

  NewestRecords(String topic, String series, long mostRecords, long deadlineNanos) {
    this.topic = topic;
    this.key = series.getBytes(StandardCharsets.UTF_8);
    this.mostRecords = mostRecords;
    this.deadlineNanos = deadlineNanos;
  }

  long looked() {
    return looked;
  }

  /**
   * Reads until there is enough, or nothing more, or the limits are reached.
   *
   * @param partition -1 if it isn't known: then it is the one that Kafka's producers choose
   * @param each takes a record and says whether more are wanted
   * @return whether there is enough or nothing more
   */
  boolean read(
      KafkaConnection connection, int partition, Predicate<ConsumerRecord<byte[], byte[]>> each) {
    try (BoundedReader reader = new BoundedReader(connection, topic)) {
      SortedMap<Integer, BoundedReader.Range> all = reader.all();
      int chosen = partition >= 0 ? partition : Utils.toPositive(Utils.murmur2(key)) % all.size();
      BoundedReader.Range range = all.get(chosen);
      return range == null || read(reader, chosen, range, each);
    }
  }

  private boolean read(
      BoundedReader reader,
      int partition,
      BoundedReader.Range range,
      Predicate<ConsumerRecord<byte[], byte[]>> each) {
    boolean[] enough = {false};
    for (long end = range.end(); end > range.from() && !enough[0]; end -= PIECE) {
      if (looked >= mostRecords || System.nanoTime() > deadlineNanos) {
        return false;
      }
      long from = Math.max(range.from(), end - PIECE);
      reader.read(
          new TreeMap<>(java.util.Map.of(partition, new BoundedReader.Range(from, end))),
          record -> {
            looked++;
            if (Arrays.equals(record.key(), key)) {
              enough[0] |= !each.test(record);
            }
          });
    }
    return true;
  }
}

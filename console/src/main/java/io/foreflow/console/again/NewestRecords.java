package io.foreflow.console.again;

import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

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
  private final long since;
  private long looked;
  private long oldest = Long.MAX_VALUE;

  /**
   * @param since timestamp of the oldest records that must not be missing, in epoch milliseconds
   */
  NewestRecords(String topic, String series, long mostRecords, long deadlineNanos, long since) {
    this.topic = topic;
    this.key = series.getBytes(StandardCharsets.UTF_8);
    this.mostRecords = mostRecords;
    this.deadlineNanos = deadlineNanos;
    this.since = since;
  }

  long looked() {
    return looked;
  }

  /**
   * Reads until there is enough, or nothing more, or the limits are reached.
   *
   * @param partition null if it isn't known: then it is the one that Kafka's producers choose
   * @param each takes a record, the newest first, and says whether more are wanted
   * @return whether there is enough, or nothing more that must not be missing
   */
  boolean read(
      KafkaConnection connection,
      @Nullable Integer partition,
      Predicate<ConsumerRecord<byte[], byte[]>> each) {
    try (BoundedReader reader = new BoundedReader(connection, topic)) {
      SortedMap<Integer, BoundedReader.Range> all = reader.all();
      if (all.isEmpty()) {
        return true;
      }
      int chosen =
          partition == null ? Utils.toPositive(Utils.murmur2(key)) % all.size() : partition;
      BoundedReader.Range range = all.get(chosen);
      return range == null || read(reader, chosen, range, each);
    }
  }

  private boolean read(
      BoundedReader reader,
      int partition,
      BoundedReader.Range range,
      Predicate<ConsumerRecord<byte[], byte[]>> each) {
    for (long end = range.end(); end > range.from(); end -= PIECE) {
      if (isLimitReached()) {
        return oldest < since;
      }
      long from = Math.max(range.from(), end - PIECE);
      List<ConsumerRecord<byte[], byte[]>> piece =
          ofSeries(reader, partition, new BoundedReader.Range(from, end));
      for (int i = piece.size() - 1; i >= 0; i--) {
        if (!each.test(piece.get(i))) {
          return true;
        }
      }
    }
    return true;
  }

  /** The newest piece is always read: to connect may have taken all the time. */
  private boolean isLimitReached() {
    return looked > 0 && (looked >= mostRecords || System.nanoTime() > deadlineNanos);
  }

  private List<ConsumerRecord<byte[], byte[]>> ofSeries(
      BoundedReader reader, int partition, BoundedReader.Range range) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    reader.read(
        new TreeMap<>(Map.of(partition, range)),
        record -> {
          looked++;
          oldest = Math.min(oldest, record.timestamp());
          if (Arrays.equals(record.key(), key)) {
            found.add(record);
          }
        });
    return found;
  }
}

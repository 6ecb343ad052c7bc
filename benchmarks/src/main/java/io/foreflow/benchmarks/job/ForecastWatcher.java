package io.foreflow.benchmarks.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that notes when it sees each forecast of a load. It does not decode forecasts, so it
 * takes few resources from the job. The series of a forecast follows from its key, and the reading
 * from its place, because a series' forecasts are in order.
 */
final class ForecastWatcher implements Callable<long[]>, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LoadSchedule schedule;
  private final int[] seen;

  /** Creates a watcher of the forecasts from now on. */
  ForecastWatcher(
      Broker broker, String topic, IsolationLevel isolation, int series, LoadSchedule schedule) {
    this.schedule = schedule;
    this.seen = new int[series];
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, Broker.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // Seeking is lazy, and position() looks up the end now.
  }

  /** The time when it saw the forecast of each reading, on the schedule's clock. */
  @Override
  public long[] call() {
    long[] visible = new long[schedule.readings()];
    int missing = visible.length;
    long heard = System.nanoTime();
    while (missing > 0) {
      var records = consumer.poll(POLL);
      long now = schedule.now();
      for (ConsumerRecord<byte[], byte[]> forecast : records) {
        int series = BenchReadings.series(forecast.key());
        visible[seen[series]++ * seen.length + series] = now;
        missing--;
      }
      if (!records.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
        throw new IllegalStateException(
            "%d of %d forecasts did not come within %s"
                .formatted(missing, visible.length, LONGEST_SILENCE));
      }
    }
    return visible;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package io.foreflow.job.config;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings that suit this job better than the defaults of Kafka's producers and of Flink. All of
 * them were measured ({@code docs/performance.md}), and the user's own settings override them.
 */
public final class Tuning {
  private static final Duration SHORTEST_BUFFER_TIMEOUT = Duration.ofMillis(1);

  /** The longest linger of a producer, which is Kafka's own default. */
  private static final Duration LONGEST_PRODUCER_LINGER = Duration.ofMillis(5);

  /**
   * The most bytes that a producer collects for a partition before it sends. Kafka's own 16 KiB
   * hold 40 forecasts: under load there would be too many requests.
   */
  private static final int PRODUCER_BATCH_BYTES = 128 << 10;

  /**
   * The bytes that a checkpoint collects before it writes. Flink's own 4 KiB hold 4 states, so
   * there would be many system calls.
   */
  private static final int CHECKPOINT_BUFFER_BYTES = 1 << 20;

  /**
   * How many checkpoints are kept. The newest may turn out damaged when it is needed, and Flink
   * keeps no other by default.
   */
  private static final int CHECKPOINTS = 3;

  /**
   * Settings for states in RocksDB, by name because its module is no part of the job. A file's
   * filter often saves reading the file, and Snappy hardly makes floats smaller.
   */
  private static final Map<String, String> ROCKSDB =
      Map.of(
          "state.backend.rocksdb.use-bloom-filter", "true",
          "state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");

  private final Duration halfOfWave;

  /**
   * @param waveLinger how long a reading may wait for its wave
   */
  public Tuning(Duration waveLinger) {
    this.halfOfWave = waveLinger.dividedBy(2);
  }

  /** Adds the settings that {@code producer} does not have yet. */
  void addTo(Properties producer) {
    producer.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(PRODUCER_BATCH_BYTES));
    producer.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, Long.toString(producerLinger()));
  }

  /** Sets the settings in {@code flink}. The user's own are set afterwards. */
  public void setIn(Configuration flink) {
    flink.set(CheckpointingOptions.FS_WRITE_BUFFER_SIZE, CHECKPOINT_BUFFER_BYTES);
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS);
    // A failed job leaves its checkpoints, so that it can go on from them. A cancelled one does
    // not.
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, bufferTimeout());
    ROCKSDB.forEach(flink::setString);
  }

  /**
   * How long a reading may wait between two tasks: half as long as for its wave. Flink's own 100 ms
   * would be most of the time from a reading to its forecast. Without any wait each reading would
   * need a buffer of its own.
   */
  private Duration bufferTimeout() {
    Duration flinkDefault = ExecutionOptions.BUFFER_TIMEOUT.defaultValue();
    Duration atLeast =
        halfOfWave.compareTo(SHORTEST_BUFFER_TIMEOUT) < 0 ? SHORTEST_BUFFER_TIMEOUT : halfOfWave;
    return atLeast.compareTo(flinkDefault) > 0 ? flinkDefault : atLeast;
  }

  /**
   * How many milliseconds a forecast may wait to be sent with others: as long as a reading between
   * two tasks, and no longer than Kafka's own default. The forecasts of a wave come all at once, so
   * a longer wait would only help those of the next wave.
   */
  private long producerLinger() {
    return Math.min(LONGEST_PRODUCER_LINGER.toMillis(), bufferTimeout().toMillis());
  }
}

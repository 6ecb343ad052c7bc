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
 * What suits this job better than the defaults of Kafka's producers and of Flink. All of it was
 * measured ({@code docs/performance.md}), and all of it gives way to what a user says.
 */
public final class Tuning {
  private static final Duration SHORTEST_BUFFER_TIMEOUT = Duration.ofMillis(1);

  /** Kafka's own default. */
  private static final Duration LONGEST_PRODUCER_LINGER = Duration.ofMillis(5);

  /**
   * What a producer collects for a partition before it sends, at most. Kafka's own 16 KiB hold 40
   * forecasts: under load each request, and its answer, would be paid for by too few.
   */
  private static final int PRODUCER_BATCH_BYTES = 128 << 10;

  /**
   * What a checkpoint collects before it writes. Flink's own 4 KiB hold 4 states: a call of the
   * system for each.
   */
  private static final int CHECKPOINT_BUFFER_BYTES = 1 << 20;

  /**
   * How many checkpoints stay: the newest may turn out damaged when it is needed, and Flink's own
   * one leaves nothing before it.
   */
  private static final int CHECKPOINTS = 3;

  /**
   * For states in RocksDB, by name since its module is no part of the job: a look at each file's
   * filter spares a look into the file, and Snappy makes floats hardly smaller.
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

  /** Adds what {@code producer} does not say yet. */
  void addTo(Properties producer) {
    producer.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(PRODUCER_BATCH_BYTES));
    producer.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, Long.toString(producerLinger()));
  }

  /** Sets what {@code flink} may be told otherwise afterwards. */
  public void setIn(Configuration flink) {
    flink.set(CheckpointingOptions.FS_WRITE_BUFFER_SIZE, CHECKPOINT_BUFFER_BYTES);
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS);
    // A job that fails leaves its checkpoints, to go on from; one that is cancelled does not.
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, bufferTimeout());
    ROCKSDB.forEach(flink::setString);
  }

  /**
   * How long a reading may wait between two tasks: half as long as for its wave. Flink's own 100 ms
   * would be most of the way from a reading to its forecast; and no time at all would cost each
   * reading a buffer of its own.
   */
  private Duration bufferTimeout() {
    Duration flinkDefault = ExecutionOptions.BUFFER_TIMEOUT.defaultValue();
    Duration atLeast =
        halfOfWave.compareTo(SHORTEST_BUFFER_TIMEOUT) < 0 ? SHORTEST_BUFFER_TIMEOUT : halfOfWave;
    return atLeast.compareTo(flinkDefault) > 0 ? flinkDefault : atLeast;
  }

  /**
   * How many milliseconds a forecast may wait for others to be sent with it: as long as a reading
   * between two tasks, and no longer than Kafka has it. The forecasts of a wave come all at once,
   * so that a longer wait would be for those of the next one.
   */
  private long producerLinger() {
    return Math.min(LONGEST_PRODUCER_LINGER.toMillis(), bufferTimeout().toMillis());
  }
}

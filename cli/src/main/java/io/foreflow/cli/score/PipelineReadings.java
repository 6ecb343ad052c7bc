package io.foreflow.cli.score;

import io.foreflow.cli.history.RangeProgress;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.job.emit.ErrorHeaders;
import io.foreflow.series.FutureBound;
import io.foreflow.series.ReadingIntake;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.MalformedRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The readings of a pipeline's topics, in the order in which the job steps them. */
final class PipelineReadings {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PipelineConfig config;
  private final KafkaConnection connection;
  private final Clock clock;
  private long count;
  private long refused;

  PipelineReadings(PipelineConfig config, KafkaConnection connection, Clock clock) {
    this.config = config;
    this.connection = connection;
    this.clock = clock;
  }

  /** Takes readings. */
  @FunctionalInterface
  interface Taker {
    void take(AcceptedReading reading) throws IOException;
  }

  /** How many readings there were. */
  long count() {
    return count;
  }

  /** How many records were no readings. */
  long refused() {
    return refused;
  }

  /** Whether the job holds readings until others have come. */
  static boolean areOrdered(PipelineConfig config) {
    return !config.get(TimeOptions.MAX_OUT_OF_ORDERNESS).isZero()
        || config.get(TimeOptions.DUPLICATES).closesSlots();
  }

  /** Passes on all readings. */
  void read(Taker taker, RangeProgress progress) {
    Set<String> late = areOrdered(config) ? late() : Set.of();
    ReadingIntake intake =
        new ReadingIntake(
            config.readingsFormat().readings(),
            new FutureBound(config.get(TimeOptions.MAX_FUTURE), clock));
    for (String topic : config.get(KafkaOptions.READINGS_TOPICS)) {
      new KafkaCluster(connection, PATIENCE).require(topic);
      try (BoundedReader reader = new BoundedReader(connection, topic)) {
        SortedMap<Integer, BoundedReader.Range> ranges = reader.all();
        progress.begin("readings", ranges);
        reader.read(
            ranges,
            record -> {
              progress.on(record);
              if (late.isEmpty() || !late.contains(place(record))) {
                decode(intake, record).ifPresent(reading -> pass(reading, taker));
              }
            });
      }
    }
  }

  private void pass(AcceptedReading reading, Taker taker) {
    count++;
    try {
      taker.take(reading);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<AcceptedReading> decode(
      ReadingIntake intake, ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value != null && value.length > config.get(FormatOptions.MAX_RECORD_BYTES)) {
      refused++;
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AcceptedReading(intake.read(value, record.timestamp()), RawRecord.of(record)));
    } catch (MalformedRecordException e) {
      refused++;
      return Optional.empty();
    }
  }

  /** The places of the readings that were late. Only the job knows how far its watermark was. */
  private Set<String> late() {
    String topic = config.get(KafkaOptions.LATE_TOPIC);
    Set<String> late = new HashSet<>();
    if (new KafkaCluster(connection, PATIENCE).has(topic)) {
      try (BoundedReader reader = new BoundedReader(connection, topic)) {
        reader.read(
            reader.all(),
            record ->
                late.add(
                    text(record, ErrorHeaders.TOPIC)
                        + '-'
                        + text(record, ErrorHeaders.PARTITION)
                        + '@'
                        + text(record, ErrorHeaders.OFFSET)));
      }
    }
    return late;
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + '-' + record.partition() + '@' + record.offset();
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}

package io.foreflow.cli.score;

import io.foreflow.cli.history.RangeProgress;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.history.WorkSpace;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.series.FutureBound;
import io.foreflow.series.ReadingIntake;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.MalformedRecordException;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The readings of a pipeline's topics, in the order in which the job steps them. */
final class PipelineReadings {

  private final PipelineConfig config;
  private final KafkaConnection connection;
  private final Clock clock;
  private final WorkSpace space;
  private long count;
  private long refused;

  PipelineReadings(
      PipelineConfig config, KafkaConnection connection, Clock clock, WorkSpace space) {
    this.config = config;
    this.connection = connection;
    this.clock = clock;
    this.space = space;
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
  void read(Consumer<AcceptedReading> taker, RangeProgress progress) {
    Optional<LateReadings> late = late();
    ReadingIntake intake =
        new ReadingIntake(
            config.readingsFormat().readings(),
            new FutureBound(config.get(TimeOptions.MAX_FUTURE), clock));
    for (String topic : config.get(KafkaOptions.READINGS_TOPICS)) {
      new KafkaCluster(connection).require(topic);
      try (BoundedReader reader = new BoundedReader(connection, topic)) {
        SortedMap<Integer, BoundedReader.Range> ranges = reader.all();
        progress.begin("readings", ranges);
        reader.read(
            ranges,
            record -> {
              progress.on(record);
              if (late.isEmpty() || !late.get().contain(record)) {
                decode(intake, record)
                    .ifPresent(
                        reading -> {
                          count++;
                          taker.accept(reading);
                        });
              }
            });
      }
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

  /** The late readings; empty if there is no topic of them. */
  private Optional<LateReadings> late() {
    String topic = config.get(KafkaOptions.LATE_TOPIC);
    if (!areOrdered(config) || !new KafkaCluster(connection).has(topic)) {
      return Optional.empty();
    }
    try (BoundedReader reader = new BoundedReader(connection, topic)) {
      return Optional.of(new LateReadings(reader, space));
    }
  }
}

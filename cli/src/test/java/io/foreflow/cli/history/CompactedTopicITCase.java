package io.foreflow.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.view.Terminal;
import io.foreflow.history.HistoryData;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.series.Duplicates;
import io.foreflow.series.SlotGrid;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The history in a topic whose older records the broker has removed: offsets have gaps. */
class CompactedTopicITCase {

  private static final long HOUR = 3_600_000;
  private static final long START = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final int PARTITIONS = 2;
  private static final int SERIES = 4;
  private static final int HOURS = 3_000;
  private static final int LOT = SERIES * HOURS;

  private final RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.JSON);
  private final StringWriter told = new StringWriter();

  @Test
  void readsWhatTheCompactionHasLeft() throws Exception {
    try (LocalBroker broker =
        LocalBroker.start(
            BrokerOptions.temporary()
                .withSettings(Map.of("log.cleaner.backoff.ms", "200", "log.retention.ms", "-1")))) {
      makeTopic(broker);
      write(broker, -1);
      write(broker, 1);
      fill(broker);
      awaitCompaction(broker);

      TopicHistory history = history(broker, Optional.empty());
      HistoryData data = history.read(new SlotGrid(HOUR), List.of());

      assertThat(data.series()).hasSize(SERIES);
      for (SeriesHistory series : data.series()) {
        assertThat(series.values()).as(series.series()).hasSize(HOURS).containsOnly(1f);
      }
      assertThat(data.duplicates()).isZero();
      assertThat(history.partitions())
          .extracting(PartitionRead::partition, PartitionRead::from, PartitionRead::readings)
          .containsExactly(
              tuple(0, 0L, (long) LOT / PARTITIONS), tuple(1, 0L, (long) LOT / PARTITIONS));
      assertThat(told.toString()).contains("readings", "10,000 records");

      TopicHistory removed = history(broker, Optional.of(new RangePoint.AtOffset(10)));
      assertThatThrownBy(() -> removed.read(new SlotGrid(HOUR), List.of()))
          .as("an end where no record is left")
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("found no reading");
    }
  }

  private static void makeTopic(LocalBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      NewTopic topic =
          new NewTopic("readings", PARTITIONS, (short) 1)
              .configs(
                  Map.of(
                      "cleanup.policy", "compact",
                      "segment.ms", "100",
                      "min.cleanable.dirty.ratio", "0.001"));
      admin.createTopics(List.of(topic)).all().get();
    }
    // Waits until the broker serves it.
    broker.createTopics(PARTITIONS, List.of("readings"));
  }

  /** Writes a reading of each hour, with one key for each series and hour. */
  private void write(LocalBroker broker, float value) {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int hour = 0; hour < HOURS; hour++) {
        for (int series = 0; series < SERIES; series++) {
          Reading reading = new Reading("s" + series, START + hour * HOUR, value);
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      "readings",
                      series % PARTITIONS,
                      (series + "|" + hour).getBytes(StandardCharsets.UTF_8),
                      encoder.encode(reading)));
        }
      }
    }
    // So that the next record begins another segment.
    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
  }

  /** Begins another segment: the newest one is never compacted. */
  private static void fill(LocalBroker broker) {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        byte[] none = "no reading".getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>("readings", partition, none, none));
      }
    }
  }

  private static void awaitCompaction(LocalBroker broker) {
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (records(broker) > LOT + PARTITIONS) {
      assertThat(System.nanoTime()).as("the broker compacts").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private static long records(LocalBroker broker) {
    long[] count = new long[1];
    try (BoundedReader reader = new BoundedReader(broker.bootstrapServers(), "readings")) {
      reader.read(reader.all(), record -> count[0]++);
    }
    return count[0];
  }

  private TopicHistory history(LocalBroker broker, Optional<RangePoint> to) {
    return new TopicHistory(
        KafkaConnection.to(broker.bootstrapServers()),
        List.of("readings"),
        new TopicFormatChoice(Optional.of(WireFormat.JSON), null),
        new TopicRange(Optional.empty(), to, Duration.ofDays(1)),
        new SlotSettings(Duplicates.FIRST, 48),
        Clock.systemUTC(),
        new RangeProgress(Terminal.plain(new PrintWriter(told))),
        WorkSpace.ofTempFolder());
  }

  private static KafkaProducer<byte[], byte[]> producer(LocalBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

package io.foreflow.console.again;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.memory.FoundSeries;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.memory.ReadAgain;
import io.foreflow.console.memory.RecordKind;
import io.foreflow.console.memory.SeriesPlace;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far a search goes in a topic with many records of another series after the wanted ones. */
class SeriesSearchITCase {

  private static final int OTHERS = 30_000;
  private static final long OLD = 1000;
  private static final long NEW = 2000;
  private static final long PLENTY = TimeUnit.MINUTES.toNanos(10);
  private static final PipelineTopics TOPICS =
      new PipelineTopics(
          Map.of(TopicRole.READINGS, List.of("readings"), TopicRole.LATE_READINGS, List.of("late")),
          null,
          Duration.ofDays(36_500));

  private static LocalBroker broker;

  private final FoundSeries found = new FoundSeries("s", new MemoryLimits(10, 10, 10, 1 << 20));

  @BeforeAll
  static void start() throws Exception {
    broker = LocalBroker.start();
    broker.createTopics(1, List.of("readings", "late"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      sent.add(send(producer, "readings", "s", OLD));
      sent.add(send(producer, "late", "s", OLD));
      for (int i = 0; i < OTHERS; i++) {
        sent.add(send(producer, "late", "other", i < OTHERS / 2 ? OLD : NEW));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  private static Future<RecordMetadata> send(
      KafkaProducer<byte[], byte[]> producer, String topic, String series, long timestamp) {
    byte[] key = series.getBytes(StandardCharsets.UTF_8);
    byte[] value = ReadingCodec.encoder(WireFormat.AVRO).encode(new Reading(series, 0, 1));
    return producer.send(new ProducerRecord<>(topic, null, timestamp, key, value));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private ReadAgain search(long records, long nanos, long since) {
    return new SeriesSearch(
            KafkaConnection.to(broker.bootstrapServers()),
            TOPICS,
            SeriesPlace.UNKNOWN,
            found,
            new SearchLimits(records, nanos, since))
        .run();
  }

  @Test
  void findsEverythingWithinItsLimits() {
    assertThat(search(OTHERS + 1, PLENTY, 0)).isEqualTo(new ReadAgain(OTHERS + 2, List.of()));
    assertThat(found.isEmpty()).isFalse();
  }

  @Test
  void saysWhichTopicHoldsMore() {
    assertThat(search(10_000, PLENTY, OLD))
        .isEqualTo(new ReadAgain(10_001, List.of(RecordKind.LATE_READING)));
  }

  @Test
  void readsNewestPieceOfEachTopicAnyway() {
    ReadAgain how = search(OTHERS + 1, 0, OLD);
    assertThat(how).isEqualTo(new ReadAgain(10_001, List.of(RecordKind.LATE_READING)));
  }

  @Test
  void missesNothingThatTheConsoleBeganWith() {
    assertThat(search(20_000, PLENTY, NEW)).isEqualTo(new ReadAgain(20_001, List.of()));
    assertThat(search(10_000, PLENTY, NEW).partial()).containsExactly(RecordKind.LATE_READING);
  }
}

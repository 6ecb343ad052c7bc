package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.emit.ErrorHeaders;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole job on a real broker and a real Flink runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaToKafkaITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 10;
  private static final int HOURS = 50;
  private static final int BAD = 100;
  private static final int LATE = 20;

  // The records' timestamps are long past: a broker with a retention would soon delete them.
  private final LocalBroker broker =
      LocalBroker.start(BrokerOptions.temporary().withSettings(Map.of("log.retention.ms", "-1")));
  private final TestTopics topics = new TestTopics(broker);

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  static Stream<Arguments> formatsAndDeliveries() {
    return Stream.of(WireFormat.AVRO, WireFormat.JSON)
        .flatMap(
            format ->
                Stream.of("exactly-once", "at-least-once")
                    .map(delivery -> Arguments.of(format, delivery)));
  }

  @ParameterizedTest
  @MethodSource("formatsAndDeliveries")
  void forecastsEachReadingAndPutsTheRestAside(
      WireFormat format, String delivery, @TempDir Path folder) throws Exception {
    String name = delivery + "-" + format.name().toLowerCase(Locale.ROOT);
    broker.createTopics(
        2, List.of(name + ".readings", name + ".forecasts", name + ".dead", name + ".late"));
    List<ProducerRecord<byte[], byte[]>> written = records(format, name + ".readings");
    List<RecordMetadata> places = topics.write(written);

    run(name, format, delivery, folder);

    checkForecasts(topics.read(name + ".forecasts", SERIES * HOURS), format);
    Map<String, ProducerRecord<byte[], byte[]>> byPlace = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      byPlace.put(places.get(i).partition() + "@" + places.get(i).offset(), written.get(i));
    }
    List<ConsumerRecord<byte[], byte[]>> dead = topics.read(name + ".dead", BAD);
    assertThat(dead).hasSize(BAD);
    dead.forEach(record -> checkPutAside(record, byPlace, name + ".readings"));
    assertThat(dead)
        .allSatisfy(
            record ->
                assertThat(text(record, ErrorHeaders.REASON)).isEqualTo(text(record, "expected")));
    List<ConsumerRecord<byte[], byte[]>> late = topics.read(name + ".late", LATE);
    assertThat(late).hasSize(LATE);
    late.forEach(record -> checkPutAside(record, byPlace, name + ".readings"));
    assertThat(late)
        .allSatisfy(
            record -> {
              assertThat(text(record, ErrorHeaders.REASON)).isEqualTo(text(record, "expected"));
              assertThat(text(record, ErrorHeaders.LAG_MS)).isEqualTo(text(record, "lag"));
            });
  }

  @Test
  void cutsRecordsTooLargeForTheirTopic(@TempDir Path folder) throws Exception {
    broker.createTopics(
        1, List.of("large.readings", "large.forecasts", "large.dead", "large.late"));
    List<ProducerRecord<byte[], byte[]>> written = LargeRecords.of("large.readings");
    topics.write(written, LargeRecords.PRODUCER);

    run("large", WireFormat.JSON, "exactly-once", folder);

    assertThat(topics.read("large.forecasts", LargeRecords.READINGS))
        .hasSize(LargeRecords.READINGS);
    List<ConsumerRecord<byte[], byte[]>> dead = topics.read("large.dead", LargeRecords.GARBAGE);
    assertThat(dead).hasSize(LargeRecords.GARBAGE);
    List<ConsumerRecord<byte[], byte[]>> late = topics.read("large.late", 1);
    assertThat(late).hasSize(1);
    Stream.concat(dead.stream(), late.stream())
        .forEach(record -> LargeRecords.check(record, written));
  }

  /** Good readings in the order of their time; bad, late and repeated ones among them. */
  private static List<ProducerRecord<byte[], byte[]>> records(WireFormat format, String topic) {
    RecordEncoder<Reading> encoder = ReadingCodec.encoder(format);
    List<BadRecord> kinds = BadRecord.kinds(format);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    int bad = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      for (int series = 0; series < SERIES; series++) {
        Reading reading = new Reading("s" + series, (1000 + hour) * HOUR, hour + series);
        records.add(good(topic, reading, encoder));
      }
      while (bad < BAD * (hour + 1) / HOURS) {
        BadRecord kind = kinds.get(bad % kinds.size());
        records.add(bad(topic, kind, bad++));
      }
      if (hour >= HOURS - LATE / 2) {
        Reading repeated = new Reading("s1", (1000 + hour) * HOUR + 7, 5);
        records.add(aside(good(topic, repeated, encoder), "duplicate", "0"));
        Reading late = new Reading("s2", (1000 + hour - 3) * HOUR, 5);
        records.add(aside(good(topic, late, encoder), "late", Long.toString(3 * HOUR)));
      }
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> good(
      String topic, Reading reading, RecordEncoder<Reading> encoder) {
    return new ProducerRecord<>(
        topic, null, reading.time(), bytes(reading.series()), encoder.encode(reading));
  }

  private static ProducerRecord<byte[], byte[]> bad(String topic, BadRecord kind, int number) {
    byte @Nullable [] key = number % 3 == 0 ? null : bytes("key " + number);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, number % 2, 5_000L + number, key, kind.value());
    record.headers().add(new RecordHeader("trace", new byte[] {0, (byte) number}));
    record.headers().add(new RecordHeader("expected", bytes(kind.reason())));
    record.headers().add(new RecordHeader("nothing", null));
    return record;
  }

  private static ProducerRecord<byte[], byte[]> aside(
      ProducerRecord<byte[], byte[]> record, String reason, String lag) {
    record.headers().add(new RecordHeader("expected", bytes(reason)));
    record.headers().add(new RecordHeader("lag", bytes(lag)));
    return record;
  }

  private void run(String name, WireFormat format, String delivery, Path folder) throws Exception {
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    String spelled = format.name().toLowerCase(Locale.ROOT);
    PipelineConfig config =
        PipelineConfig.of(
            Map.ofEntries(
                Map.entry("name", name),
                Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
                Map.entry("topics.readings", name + ".readings"),
                Map.entry("topics.forecasts", name + ".forecasts"),
                Map.entry("topics.dead-letters", name + ".dead"),
                Map.entry("topics.late", name + ".late"),
                Map.entry("format.readings", spelled),
                Map.entry("format.forecasts", spelled),
                Map.entry("delivery", delivery),
                Map.entry("checkpoint.interval", "200 ms"),
                Map.entry("bounded", "true"),
                Map.entry("parallelism", "2"),
                Map.entry("wave.size", "16"),
                Map.entry("flink.restart-strategy.type", "none"),
                Map.entry("model.uri", model.toString())));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
    ForecastJob.define(env, config);
    env.execute();
  }

  private static void checkForecasts(
      List<ConsumerRecord<byte[], byte[]>> records, WireFormat format) throws Exception {
    assertThat(records).hasSize(SERIES * HOURS);
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(format);
    Map<String, Long> cutoffs = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Forecast forecast = decoder.decode(record.value());
      assertThat(record.key()).isEqualTo(bytes(forecast.series()));
      assertThat(record.timestamp()).isEqualTo(forecast.issuedAt());
      assertThat(forecast.horizon()).isEqualTo(4);
      Long before = cutoffs.put(forecast.series(), forecast.cutoff());
      assertThat(forecast.cutoff())
          .as("order of " + forecast.series())
          .isEqualTo(before == null ? 1000 * HOUR : before + HOUR);
    }
  }

  private static void checkPutAside(
      ConsumerRecord<byte[], byte[]> record,
      Map<String, ProducerRecord<byte[], byte[]>> byPlace,
      String topic) {
    assertThat(text(record, ErrorHeaders.TOPIC)).isEqualTo(topic);
    String place = text(record, ErrorHeaders.PARTITION) + "@" + text(record, ErrorHeaders.OFFSET);
    ProducerRecord<byte[], byte[]> original = byPlace.remove(place);
    assertThat(original).as("a record at " + place + ", not seen before").isNotNull();
    if (original != null) {
      assertThat(record.key()).isEqualTo(original.key());
      assertThat(record.value()).isEqualTo(original.value());
      assertThat(record.timestamp()).isEqualTo(original.timestamp());
      Header[] own = original.headers().toArray();
      assertThat(record.headers().toArray()).startsWith(own);
    }
    assertThat(text(record, ErrorHeaders.MESSAGE)).isNotBlank();
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    assertThat(found).as(header).isNotNull();
    return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

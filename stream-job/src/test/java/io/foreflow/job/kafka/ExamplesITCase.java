package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The configurations of deploy/examples do what they say, by themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long FIRST = 400_000 * HOUR;
  private static final int SERIES = 5;
  private static final int HOURS = 30;

  private final Random random = new Random(8);
  private final LocalBroker broker =
      LocalBroker.start(BrokerOptions.temporary().withSettings(Map.of("log.retention.ms", "-1")));
  private final TestTopics topics = new TestTopics(broker);

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void sensorReadingsAreForecastInOrder(@TempDir Path folder) throws Exception {
    broker.createTopics(
        2,
        Stream.of("readings", "forecasts", "dead-letters", "late", "scores", "anomalies")
            .map("sensor-"::concat)
            .toList());
    List<Reading> readings = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      // At about the full hour, and in any order around it.
      List<Reading> round = new ArrayList<>();
      for (int series = 0; series < SERIES; series++) {
        long time = FIRST + hour * HOUR;
        round.add(new Reading("s" + series, time + 60_000, hour));
        if (hour % 10 == 9) {
          round.add(new Reading("s" + series, time + 90_000, -1));
        }
      }
      Collections.shuffle(round, random);
      readings.addAll(round);
    }
    write("sensor-readings", readings, WireFormat.JSON);

    run("sensors.yaml", TinyStepGraph.hourly(), folder);

    Map<String, List<Long>> cutoffs = cutoffs("sensor-forecasts", SERIES * HOURS);
    assertThat(cutoffs).hasSize(SERIES);
    cutoffs.forEach(
        (series, times) ->
            assertThat(times)
                .as(series)
                .hasSize(HOURS)
                .isSorted()
                .allMatch(time -> time % HOUR == 60_000));
    assertThat(topics.read("sensor-late", SERIES * HOURS / 10)).hasSize(SERIES * HOURS / 10);
    assertThat(topics.read("sensor-dead-letters", 0)).isEmpty();
    assertThat(topics.read("sensor-scores", SERIES)).hasSizeGreaterThanOrEqualTo(SERIES);
  }

  @Test
  void ticksOfASlotBecomeOneCandle(@TempDir Path folder) throws Exception {
    broker.createTopics(2, List.of("ticks", "price-forecasts", "tick-dead-letters", "late-ticks"));
    record Sent(Reading tick, long at) {}
    List<Sent> sent = new ArrayList<>();
    for (int tick = 0; tick < HOURS * 40; tick++) {
      long time = FIRST + tick * (HOUR / 40) + random.nextInt((int) HOUR / 40);
      Reading reading = new Reading("s" + tick % SERIES, time, 100 + random.nextFloat());
      sent.add(new Sent(reading, time + random.nextInt(5000)));
    }
    sent.sort(Comparator.comparingLong(Sent::at));
    List<Reading> ticks = sent.stream().map(Sent::tick).toList();
    write("ticks", ticks, WireFormat.AVRO);

    run("prices.yaml", TinyStepGraph.hourly().withCovariates(3), folder);

    Map<String, Long> last = new HashMap<>();
    ticks.forEach(
        tick -> last.merge(tick.series() + "@" + tick.time() / HOUR, tick.time(), Math::max));
    Map<String, List<Long>> cutoffs = cutoffs("price-forecasts", SERIES * HOURS);
    assertThat(cutoffs).hasSize(SERIES);
    cutoffs.forEach(
        (series, times) -> {
          assertThat(times).as(series).hasSize(HOURS).isSorted();
          times.forEach(time -> assertThat(time).isEqualTo(last.get(series + "@" + time / HOUR)));
        });
    assertThat(topics.read("late-ticks", 0)).isEmpty();
    assertThat(topics.read("tick-dead-letters", 0)).isEmpty();
  }

  private void write(String topic, List<Reading> readings, WireFormat format) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Reading reading : readings) {
      records.add(
          new ProducerRecord<>(
              topic,
              reading.series().getBytes(StandardCharsets.UTF_8),
              ReadingCodec.encoder(format).encode(reading)));
    }
    topics.write(records);
  }

  /** With nothing but the place of Kafka and of the model changed, and an end. */
  private void run(String example, TinyStepGraph model, Path folder) throws Exception {
    Path file = Files.write(folder.resolve("model.onnx"), model.file());
    PipelineConfig config =
        PipelineConfig.load(
            Path.of("../deploy/examples", example),
            Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "model.uri",
                file.toString(),
                "bounded",
                "true",
                "checkpoint.interval",
                "500 ms"));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    ForecastJob.define(env, config);
    env.execute();
  }

  private Map<String, List<Long>> cutoffs(String topic, int count) throws MalformedRecordException {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.JSON);
    Map<String, List<Long>> cutoffs = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.read(topic, count)) {
      Forecast forecast = decoder.decode(record.value());
      cutoffs
          .computeIfAbsent(forecast.series(), series -> new ArrayList<>())
          .add(forecast.cutoff());
    }
    return cutoffs;
  }
}

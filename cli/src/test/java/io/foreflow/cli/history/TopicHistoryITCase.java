package io.foreflow.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.topic.BoundedReader;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A range of a topic as the history of a training, on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicHistoryITCase {

  private static final long HOUR = 3_600_000;
  private static final long START = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final int HOURS = 24 * 12;
  private static final List<String> TRAINING =
      List.of("--cadence", "1h", "--horizon", "4", "--hidden", "4", "--steps", "4", "--seed", "3");

  private final RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.JSON);
  private final List<Reading> sent = new ArrayList<>();
  private final LocalBroker broker;

  TopicHistoryITCase() {
    // The readings are older than a topic keeps records.
    broker =
        LocalBroker.start(BrokerOptions.temporary().withSettings(Map.of("log.retention.ms", "-1")));
  }

  @BeforeAll
  void write() {
    broker.createTopics(2, List.of("readings"));
    Random random = new Random(7);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int partition = 0; partition < 2; partition++) {
        List<Reading> readings = readings(partition, random);
        for (Reading reading : readings) {
          // Some records are older than what they tell, but not by more than may be.
          long ahead = reading.time() / HOUR % 3 == 0 ? 20 * HOUR : 0;
          send(producer, partition, reading.time() - ahead, encoder.encode(reading));
        }
        sent.addAll(readings);
        bad(producer, partition);
      }
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, 0, START, encoder.encode(new Reading("never", START, 1)));
      producer.flush();
      producer.abortTransaction();
    }
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            "history-of-a-test"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, int partition, long timestamp, byte[] value) {
    // That it was written, the end of the transaction says.
    Future<?> unused =
        producer.send(new ProducerRecord<>("readings", partition, timestamp, null, value));
  }

  /** Two series a partition, out of order, one slot in ten with two readings, with a long gap. */
  private static List<Reading> readings(int partition, Random random) {
    List<Reading> readings = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      String series = "p" + partition + "-" + s;
      for (int hour = 0; hour < HOURS; hour++) {
        if (s == 1 && hour >= 20 && hour < 80) {
          continue;
        }
        float value = (float) (10 * Math.sin(hour * Math.PI / 12) + random.nextGaussian());
        long time = START + hour * HOUR;
        readings.add(new Reading(series, time, value));
        if (hour % 10 == 0) {
          readings.add(new Reading(series, time + 60_000, value + 1));
        }
      }
    }
    for (int from = 0; from < readings.size(); from += 7) {
      Collections.shuffle(readings.subList(from, Math.min(readings.size(), from + 7)), random);
    }
    return readings;
  }

  private void bad(KafkaProducer<byte[], byte[]> producer, int partition) {
    long end = START + HOURS * HOUR;
    send(producer, partition, end, "no reading".getBytes(StandardCharsets.UTF_8));
    send(producer, partition, START, encoder.encode(new Reading("p0-0", end, 1)));
    send(
        producer,
        partition,
        end,
        encoder.encode(new Reading("p0-0", START, 1, new float[] {1, 2})));
  }

  private Outcome topic(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(
        List.of("--topic", "readings", "--bootstrap-servers", broker.bootstrapServers()));
    arguments.addAll(Arrays.asList(more));
    return well(arguments);
  }

  private static Outcome well(List<String> arguments) {
    Outcome outcome = CommandRunner.run(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    return outcome;
  }

  @Test
  void topicsAndFilesTrainTheSameModel(@TempDir Path folder) throws IOException {
    Path ofTopic = folder.resolve("topic.onnx");
    Path ofFile = folder.resolve("file.onnx");
    Path csv = folder.resolve("readings.csv");
    StringBuilder rows = new StringBuilder("unique_id,ds,y\n");
    sent.forEach(
        reading ->
            rows.append(reading.series())
                .append(',')
                .append(reading.time())
                .append(',')
                .append(reading.value())
                .append('\n'));
    Files.writeString(csv, rows);

    List<String> options = new ArrayList<>(TRAINING);
    options.addAll(List.of("--duplicates", "mean", "--out", ofTopic.toString()));
    Outcome trained = topic("train", options.toArray(String[]::new));
    options.set(options.size() - 1, ofFile.toString());
    options.addAll(0, List.of("train", "--data", csv.toString()));
    well(options);

    assertThat(trained.out())
        .contains(
            "topic readings: 1,032 readings of 4 series, 0 missing, 104 repeated, left out: 2")
        .contains("2 time-in-future, 2 undecodable, 2 wrong-covariates")
        .contains("4 series in 6 parts of 20 to 288 slots")
        .contains("json, found by the first records")
        .contains("offsets by partition 0: 0 to ", "left out: readings, partition 0, offset ");
    assertThat(ofTopic).hasSameBinaryContentAs(ofFile);

    assertThat(topic("backtest " + ofTopic, "--tail", "12").out())
        .contains("seasonal-naive-24 ", "targets; share of them below");
  }

  @Test
  void aTimeRangeHoldsItsReadings() {
    Outcome found =
        topic(
            "train --explain --json --cadence 1h --horizon 4 --warmup 4 --validation 8",
            "--topic-from",
            "2024-01-06",
            "--topic-to",
            "2024-01-08T12:00:00Z");

    long from = Instant.parse("2024-01-06T00:00:00Z").toEpochMilli();
    long to = Instant.parse("2024-01-08T12:00:00Z").toEpochMilli();
    long slots =
        sent.stream()
            .filter(reading -> reading.time() >= from && reading.time() < to)
            .map(reading -> reading.series() + reading.time() / HOUR)
            .distinct()
            .count();
    assertThat(slots).isEqualTo(4 * 60);
    assertThat(found.out()).contains("\"readings\":" + slots + ",");
    assertThat(found.err()).contains(" readings outside the requested times");
  }

  @Test
  void anOffsetRangeHoldsItsRecords() {
    Outcome found =
        topic(
            "train --explain --json --cadence 1h --horizon 4 --warmup 4 --validation 8",
            "--topic-from",
            "0:100,1:1000000",
            "--topic-to",
            "160");

    long slots =
        sent.subList(100, 160).stream()
            .map(reading -> reading.series() + reading.time() / HOUR)
            .distinct()
            .count();
    assertThat(found.out()).contains("\"readings\":" + slots + ",", "\"skipped\":{}");
    assertThat(found.err()).contains("offsets by partition 0: 100 to 159, 1: none");
  }

  /** What finds the cadence of a large topic does not read all of it. */
  @Test
  void readingStopsAtTheFirstRefusal() {
    List<String> places = new ArrayList<>();
    try (BoundedReader reader = new BoundedReader(broker.bootstrapServers(), "readings")) {
      boolean readAll =
          reader.readWhile(
              reader.all(),
              record -> {
                places.add(record.partition() + "@" + record.offset());
                return record.offset() < 3;
              });

      assertThat(readAll).isFalse();
      assertThat(places).containsExactly("0@0", "0@1", "0@2", "0@3");
      assertThat(reader.readWhile(reader.all(), record -> true)).isTrue();
    }
  }

  @Test
  void findsTheCadenceAndNamesMissingRanges() {
    assertThat(topic("train --explain --max-gap 100").out())
        .contains("topic readings: cadence PT1H, the most frequent time between readings.")
        .contains("4 series of 288 to 288 slots");

    Outcome elsewhere = from("7:1");
    assertThat(elsewhere.exitCode()).isEqualTo(2);
    assertThat(elsewhere.err())
        .contains("--topic-from: found the partitions [7]; topic readings has [0, 1]");

    Outcome none = from("2024-03-01");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err())
        .contains(
            "topic readings: found no reading, expected at least one; it was read at 127.0.0.1")
        .contains("as json");
  }

  @Test
  void aWrongFormatIsReported() {
    Outcome outcome =
        CommandRunner.run(
            "train",
            "--explain",
            "--topic",
            "readings",
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--format",
            "avro");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("topic readings: no series has two readings. Its records were read as avro")
        .contains((sent.size() + 6) % 1000 + " undecodable")
        .contains("The first: readings, partition 0, offset 0: undecodable")
        .endsWith("--format auto finds the format by itself\n");
  }

  private Outcome from(String point) {
    return CommandRunner.run(
        "train",
        "--explain",
        "--cadence",
        "1h",
        "--topic",
        "readings",
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--format",
        "json",
        "--topic-from",
        point);
  }
}

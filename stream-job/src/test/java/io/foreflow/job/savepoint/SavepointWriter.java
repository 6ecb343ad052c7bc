package io.foreflow.job.savepoint;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.kafka.TestTopics;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.WireFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Takes a savepoint with the code as it is, and stores it for every later release to go on from.
 */
final class SavepointWriter {
  static final String READINGS = "readings";
  static final String FORECASTS = "forecasts";
  static final String DEAD_LETTERS = "dead-letters";
  static final String LATE = "late-readings";
  static final String MODELS = "models";
  static final String EVENTS = "model-events";
  static final String SCORES = "scores";
  static final String ANOMALIES = "anomalies";
  static final List<String> TOPICS =
      List.of(READINGS, FORECASTS, DEAD_LETTERS, LATE, MODELS, EVENTS, SCORES, ANOMALIES);
  static final int PARTITIONS = 2;

  private static final String HERE = "file:///proc/self/cwd/";

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 7;
  private static final int HOURS_BEFORE = 9;
  private static final int HOURS_ANNOUNCED = 5;
  private static final int HOURS_AFTER = 8;

  /** What decides which operators there are and what they keep. */
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.of(
              "series.ttl", "30 d",
              "delivery", "exactly-once",
              // So that the newest readings are held by the operator that puts them in order.
              "max-out-of-orderness", "2 h",
              "idle-timeout", "0 ms",
              // So that an announced model is in use.
              "topics.models", MODELS,
              "models.allowed-uris", HERE,
              // So that a state has all its sections.
              "calibration", "online",
              "forecasts.raw-quantiles", "true",
              "topics.scores", SCORES,
              "topics.anomalies", ANOMALIES));

  private SavepointWriter() {}

  static Map<String, String> settings(StoredSavepoint stored, LocalBroker broker, Path folder)
      throws Exception {
    Map<String, String> settings = new HashMap<>(stored.options());
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("model.uri", stored.folder().resolve("model.onnx").toAbsolutePath().toString());
    settings.put("checkpoint.interval", "100 ms");
    settings.put("start", "earliest");
    // Until which reading the stored forecasts go was told by the newest reading of any series.
    settings.put("lone-series-readings", "1");
    settings.put("flink.execution.checkpointing.dir", folder.toUri().toString());
    // A job that can't go on from a savepoint should say so, not try for ever.
    settings.put("flink.restart-strategy.type", "none");
    return settings;
  }

  static void write(Path into, Path folder) throws Exception {
    Files.createDirectories(into);
    Files.write(into.resolve("model.onnx"), TinyStepGraph.hourly().file());
    StoredSavepoint stored = new StoredSavepoint(into);
    Files.write(
        into.resolve("pipeline.properties"),
        OPTIONS.entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .toList());
    Random random = new Random(17);
    List<ProducerRecord<byte[], byte[]>> first = readings(0, HOURS_BEFORE, random);
    List<ProducerRecord<byte[], byte[]>> announcement = List.of(announcement(into));
    List<ProducerRecord<byte[], byte[]>> second = readings(HOURS_BEFORE, HOURS_ANNOUNCED, random);
    stored.writeBefore(Stream.of(first, announcement, second).flatMap(List::stream).toList());
    stored.writeAfter(readings(HOURS_BEFORE + HOURS_ANNOUNCED, HOURS_AFTER, random));

    try (LocalBroker broker = LocalBroker.start();
        StoppableFlink flink = StoppableFlink.start()) {
      broker.createTopics(PARTITIONS, TOPICS);
      TestTopics topics = new TestTopics(broker);
      Map<String, String> settings = settings(stored, broker, folder);
      settings.put("parallelism", "2");
      settings.put("flink.execution.checkpointing.data-inline-threshold", "1 mb");
      JobID job = flink.submit(settings, null);
      topics.write(first);
      awaitAll(topics, SERIES * HOURS_BEFORE / 2);
      topics.write(announcement);
      topics.read(EVENTS, 1);
      topics.write(second);
      // All committed: the savepoint holds no transaction, which no other broker could commit.
      Map<String, String> before =
          awaitAll(topics, SERIES * (HOURS_BEFORE + HOURS_ANNOUNCED / 2) / 2);
      Path savepoint = Path.of(URI.create(flink.stop(job, folder.resolve("savepoints"))));
      Files.write(into.resolve("_metadata"), Files.readAllBytes(savepoint.resolve("_metadata")));

      job = flink.submit(settings, stored.path());
      topics.write(stored.after());
      Map<String, String> after = awaitAll(topics, before.size() + SERIES * HOURS_AFTER / 2);
      after.keySet().removeAll(before.keySet());
      stored.writeForecasts(after);
      flink.cancel(job);
    }
  }

  /**
   * All forecasts: at least so many, and none has come for a while. Nobody waits for this but
   * whoever takes a savepoint.
   */
  private static Map<String, String> awaitAll(TestTopics topics, int atLeast) throws Exception {
    Map<String, String> found = Map.of();
    for (int same = 0; same < 8; ) {
      int count = found.size();
      found = StoredSavepoint.lines(topics.read(FORECASTS, count));
      same = found.size() == count && count >= atLeast ? same + 1 : 0;
    }
    return found;
  }

  /** Another model, which takes every series over before the savepoint. */
  private static ProducerRecord<byte[], byte[]> announcement(Path into) throws Exception {
    byte[] file = TinyStepGraph.hourly().withVersion("2").withSmoothing(0.25f).file();
    Files.write(into.resolve("announced.onnx"), file);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    // By the folder that tests run in: the savepoint remembers this, wherever it is restored.
    String uri = HERE + into + "/announced.onnx";
    return new ProducerRecord<>(
        MODELS,
        0,
        0L,
        "tiny".getBytes(StandardCharsets.UTF_8),
        ModelAnnouncementCodec.encoder(WireFormat.AVRO)
            .encode(new ModelAnnouncement("tiny", "2", uri, sha256, 0)));
  }

  /** Some series miss a slot now and then, each partition has all slots. */
  private static List<ProducerRecord<byte[], byte[]>> readings(
      int firstHour, int hours, Random random) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int hour = firstHour; hour < firstHour + hours; hour++) {
      for (int series = 0; series < SERIES; series++) {
        float value = random.nextInt(20) == 0 ? Float.NaN : 10 * series + random.nextFloat();
        if (series < PARTITIONS || random.nextInt(6) > 0) {
          Reading reading = new Reading("s" + series, (1000 + hour) * HOUR + series, value);
          records.add(StoredSavepoint.record(READINGS, series % PARTITIONS, reading));
        }
      }
    }
    return records;
  }
}

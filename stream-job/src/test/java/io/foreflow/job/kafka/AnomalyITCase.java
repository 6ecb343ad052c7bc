package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import io.foreflow.wire.Anomaly.Kind;
import io.foreflow.wire.AnomalyCodec;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faulty sensors on a real broker and a real Flink runtime, whose TaskManager dies in between. */
class AnomalyITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final List<String> SERIES = List.of("quiet", "spike", "shift", "stuck", "silent");
  private static final int FAULT = 300;
  private static final int STUCK_UNTIL = 340;
  private static final int SILENT_UNTIL = 360;
  private static final int HALF = 350;
  private static final int END = 400;
  private static final int SILENT_AFTER = 30;
  private static final String SILENCE = "silent@" + FAULT * HOUR + "@silent";

  /** The changes before the silence closes: two of each other episode, and it opens. */
  private static final int LEAST_CHANGES = 7;

  private static final int FORECASTS = SERIES.size() * END - (SILENT_UNTIL - FAULT);

  private final Random random = new Random(23);
  private final RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);

  @Test
  void eachFaultIsOneEpisode(@TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    try (LocalBroker broker = LocalBroker.start();
        MiniCluster flink = flink()) {
      broker.createTopics(1, List.of("readings", "forecasts", "anomalies", "dead", "late"));
      TestTopics topics = new TestTopics(broker);
      flink.start();
      StreamExecutionEnvironment env = new StreamExecutionEnvironment();
      ForecastJob.define(env, config(broker, model));
      JobGraph job = env.getStreamGraph().getJobGraph();
      flink.submitJob(job).get();

      topics.write(readings(0, HALF));
      // Opened and closed: the spike and the stuck sensor. Only opened: the silence.
      waitFor(topics, Change.OPENED);
      flink.terminateTaskManager(0).get();
      flink.startTaskManager();
      topics.write(readings(HALF, END));

      assertThat(topics.read("forecasts", FORECASTS)).hasSize(FORECASTS);
      waitFor(topics, Change.CLOSED);
      flink.cancelJob(job.getJobID()).get();
      check(episodes(topics.read("anomalies", 0)));
      assertThat(CollectedMetrics.sum("waves", JobMetrics.ANOMALIES.name())).isPositive();
    }
  }

  private static void check(Map<String, List<Anomaly>> episodes) {
    assertThat(episodes.keySet())
        .containsExactlyInAnyOrder(
            "spike@" + FAULT * HOUR + "@unlikely",
            "shift@" + FAULT * HOUR + "@unlikely",
            "stuck@" + FAULT * HOUR + "@stuck",
            SILENCE);
    assertThat(episodes.values())
        .allSatisfy(
            changes -> {
              assertThat(changes.get(0).change()).isEqualTo(Change.OPENED);
              assertThat(changes.get(changes.size() - 1).change()).isEqualTo(Change.CLOSED);
              assertThat(changes).doesNotHaveDuplicates();
              assertThat(changes.stream().filter(a -> a.change() != Change.WORSENED)).hasSize(2);
            });
    Anomaly spike = first(episodes, "spike@" + FAULT * HOUR + "@unlikely");
    assertThat(spike.actual()).isEqualTo(200);
    assertThat(spike.upper()).isLessThan(25);
    Anomaly stuck = last(episodes, "stuck@" + FAULT * HOUR + "@stuck");
    assertThat(stuck.end()).isEqualTo((STUCK_UNTIL - 1) * HOUR);
    Anomaly silent = last(episodes, SILENCE);
    assertThat(silent.end()).isEqualTo((SILENT_UNTIL - 1) * HOUR);
    assertThat(silent.kind()).isEqualTo(Kind.SILENT);
  }

  private static Anomaly first(Map<String, List<Anomaly>> episodes, String id) {
    return episodes.getOrDefault(id, List.of()).get(0);
  }

  private static Anomaly last(Map<String, List<Anomaly>> episodes, String id) {
    List<Anomaly> changes = episodes.getOrDefault(id, List.of());
    return changes.get(changes.size() - 1);
  }

  /** Each episode's changes, by its id. */
  private static Map<String, List<Anomaly>> episodes(List<ConsumerRecord<byte[], byte[]>> records)
      throws Exception {
    RecordDecoder<Anomaly> decoder = AnomalyCodec.decoder(WireFormat.JSON);
    Map<String, List<Anomaly>> episodes = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Anomaly anomaly = decoder.decode(record.value());
      assertThat(record.key()).isEqualTo(anomaly.series().getBytes(StandardCharsets.UTF_8));
      episodes.computeIfAbsent(anomaly.episode(), id -> new ArrayList<>()).add(anomaly);
    }
    return episodes;
  }

  /** Waits until the silence has this change, which comes after all others. */
  private static void waitFor(TestTopics topics, Change change) throws Exception {
    for (int count = LEAST_CHANGES; ; count++) {
      Map<String, List<Anomaly>> episodes = episodes(topics.read("anomalies", count));
      if (episodes.getOrDefault(SILENCE, List.of()).stream().anyMatch(a -> a.change() == change)) {
        return;
      }
      assertThat(count).as("records without the silence").isLessThan(100);
    }
  }

  private List<ProducerRecord<byte[], byte[]>> readings(int from, int to) {
    List<ProducerRecord<byte[], byte[]>> readings = new ArrayList<>();
    for (int hour = from; hour < to; hour++) {
      for (String series : SERIES) {
        float noise = 20 + random.nextFloat();
        if (!series.equals("silent") || hour < FAULT || hour >= SILENT_UNTIL) {
          Reading reading = new Reading(series, hour * HOUR, value(series, hour, noise));
          byte[] key = series.getBytes(StandardCharsets.UTF_8);
          readings.add(new ProducerRecord<>("readings", key, encoder.encode(reading)));
        }
      }
    }
    return readings;
  }

  private static float value(String series, int hour, float noise) {
    return switch (series) {
      case "spike" -> hour == FAULT ? 200 : noise;
      case "shift" -> hour >= FAULT ? noise + 60 : noise;
      case "stuck" -> hour >= FAULT && hour < STUCK_UNTIL ? 20.5f : noise;
      default -> noise;
    };
  }

  private static MiniCluster flink() {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(
                CollectedMetrics.collect(new Configuration().set(RestOptions.BIND_PORT, "0")))
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(2)
            .build());
  }

  private static PipelineConfig config(LocalBroker broker, Path model) throws Exception {
    return PipelineConfig.of(
        Map.ofEntries(
            Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
            Map.entry("topics.dead-letters", "dead"),
            Map.entry("topics.late", "late"),
            Map.entry("topics.anomalies", "anomalies"),
            // Around a model as small as this one, every band is soon too narrow.
            Map.entry("anomalies.dead-band", "10"),
            Map.entry("anomalies.silent-after", Integer.toString(SILENT_AFTER)),
            Map.entry("max-gap", Integer.toString(SILENT_UNTIL - FAULT)),
            Map.entry("format.forecasts", "json"),
            Map.entry("checkpoint.interval", "100 ms"),
            Map.entry("parallelism", "1"),
            Map.entry("start", "earliest"),
            Map.entry("model.uri", model.toString()),
            Map.entry("flink.restart-strategy.type", "fixed-delay"),
            Map.entry("flink.restart-strategy.fixed-delay.attempts", "100"),
            Map.entry("flink.restart-strategy.fixed-delay.delay", "100 ms")));
  }
}

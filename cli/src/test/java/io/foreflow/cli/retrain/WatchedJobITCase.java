package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.topic.BoundedReader;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watching the versions of a real job by its own scores, on a real broker. */
class WatchedJobITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LEARNT = 13 * 24;
  private static final int JUDGED = 48;

  private final Path folder;

  WatchedJobITCase(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  @Test
  void aForcedWorseVersionLeavesTheForecastsAgain() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      topics(broker);
      RetrainReadings.write(broker, "readings", 0, LEARNT);
      Path config = RetrainReadings.config(folder, broker, options());
      // A regression next to the network, so that members of the state come and go with a swap too.
      String good =
          promote(config, "-Dtrain.steps=60", "-Dtrain.members=2,ridge", "-Dconfirm=0s")
              .path("version")
              .asText();
      JobClient job = start(broker, Map.of());
      await(() -> forecasts(broker) >= (long) LEARNT * RetrainReadings.SERIES);

      JsonNode forced = promote(config, "-Dtrain.steps=1");
      assertThat(forced.path("why").asText()).startsWith("forced, against the gate: ");
      assertThat(forced.at("/announcement/why").asText()).contains("in use by 2 of 2 tasks");
      String worse = forced.path("version").asText();
      RetrainReadings.write(broker, "readings", LEARNT, LEARNT + JUDGED);
      Outcome watched = watchWhileReadingsCome(broker, config);

      assertThat(watched.exitCode()).as(watched.err()).isEqualTo(ExitCodes.ROLLED_BACK);
      JsonNode result = JSON.readTree(watched.out());
      assertThat(result.path("rolledBack").asText()).isEqualTo(forced.path("sha256").asText());
      assertThat(result.path("why").asText())
          .startsWith("worse by what came true: loss ")
          .contains("compared with the same hours of the week before");
      assertThat(result.path("confirmed").asBoolean()).isTrue();
      assertThat(result.path("proof").asText())
          .startsWith("version " + good + " made the last forecast of ")
          .contains("in use by 2 of 2 tasks");
      // Not by the store's word, nor by that of the command: by the forecasts.
      assertThat(versions(broker))
          .hasSize(RetrainReadings.SERIES)
          .allSatisfy(
              (series, inTurn) -> assertThat(inTurn).as(series).containsExactly(good, worse, good));
      job.cancel().get();
    }
  }

  @Test
  void aShadowIsComparedOnTheSameReadings() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      topics(broker);
      broker.createTopics(1, List.of("shadow-forecasts"));
      RetrainReadings.write(broker, "readings", 0, JUDGED);
      promoteTiny("1", 0.5f);
      promoteTiny("2", 0.01f);
      start(
              broker,
              Map.of(
                  "bounded", "true",
                  "shadow.uri", "store:" + folder.resolve("store") + "#sensors@previous",
                  "shadow.share", "1"))
          .getJobExecutionResult()
          .get();

      Outcome watched =
          CommandRunner.run(
              "watch",
              "--config",
              RetrainReadings.config(folder, broker, options()).toString(),
              "--now",
              "--json",
              "-Dwatch.proof=0ms",
              "-Dconfirm=0s");

      assertThat(watched.exitCode()).as("the job has ended").isEqualTo(ExitCodes.FAILURE);
      assertThat(JSON.readTree(watched.out()).path("why").asText())
          .startsWith("worse by what came true: loss ")
          .contains("compared on the same readings");
    }
  }

  /** Watches until the verdict, while each series gets one reading after the other. */
  private static Outcome watchWhileReadingsCome(LocalBroker broker, Path config) throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    Thread readings =
        new Thread(
            () -> {
              for (int hour = LEARNT + JUDGED; !isOver.get(); hour++) {
                RetrainReadings.write(broker, "readings", hour, hour + 1);
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
              }
            });
    readings.start();
    Outcome watched = CommandRunner.run("watch", "--config", config.toString(), "--once", "--json");
    isOver.set(true);
    readings.join();
    return watched;
  }

  /** The versions of each series' forecasts, in the order of the topic, each run of them once. */
  private static Map<String, List<String>> versions(LocalBroker broker) {
    Map<String, List<String>> versions = new TreeMap<>();
    try (BoundedReader reader = new BoundedReader(broker.bootstrapServers(), "forecasts")) {
      reader.read(
          reader.all(),
          record -> {
            Forecast forecast = forecast(record.value());
            List<String> own = versions.computeIfAbsent(forecast.series(), s -> new ArrayList<>());
            if (own.isEmpty() || !own.get(own.size() - 1).equals(forecast.modelVersion())) {
              own.add(forecast.modelVersion());
            }
          });
    }
    return versions;
  }

  private static Forecast forecast(byte[] value) {
    try {
      return ForecastCodec.decoder(WireFormat.AVRO).decode(value);
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static long forecasts(LocalBroker broker) {
    long[] count = new long[1];
    try (BoundedReader reader = new BoundedReader(broker.bootstrapServers(), "forecasts")) {
      reader.read(reader.all(), record -> count[0]++);
    }
    return count[0];
  }

  private JsonNode promote(Path config, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("retrain", "--config", config.toString(), "--force", "--json"));
    words.addAll(List.of(more));
    Outcome promoted = CommandRunner.run(words.toArray(String[]::new));
    assertThat(promoted.exitCode()).as(promoted.err()).isZero();
    return JSON.readTree(promoted.out());
  }

  private void promoteTiny(String version, float smoothing) throws IOException {
    Path file =
        Files.write(
            folder.resolve(version + ".onnx"),
            TinyStepGraph.hourly()
                .withModel("sensors")
                .withVersion(version)
                .withSmoothing(smoothing)
                .file());
    String store = folder.resolve("store").toString();
    for (List<String> words :
        List.of(
            List.of("models", "add", file.toString(), "--challenger", "--store", store),
            List.of("models", "promote", "sensors@challenger", "--store", store))) {
      Outcome outcome = CommandRunner.run(words.toArray(String[]::new));
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
  }

  private static void topics(LocalBroker broker) {
    broker.createTopics(
        2, List.of("readings", "forecasts", "dead-letters", "late-readings", "scores"));
    broker.createTopics(1, List.of("models", "model-events"));
  }

  private String options() {
    return """
    topics.models: models
    topics.scores: scores
    store: %s
    work: %s
    """
        .formatted(folder.resolve("store"), folder.resolve("work"));
  }

  private JobClient start(LocalBroker broker, Map<String, String> more) throws Exception {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("format.readings", "json");
    settings.put("model.uri", "store:" + folder.resolve("store") + "#sensors@champion");
    settings.put("topics.models", "models");
    settings.put("topics.scores", "scores");
    settings.put("scores.every", "6");
    settings.put("checkpoint.interval", "200 ms");
    settings.put("parallelism", "2");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
    ForecastJob.define(env, PipelineConfig.of(settings));
    return env.executeAsync();
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(200_000_000);
    }
    assertThat(condition.holds()).isTrue();
  }
}

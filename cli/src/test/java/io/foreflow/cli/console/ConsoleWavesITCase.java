package io.foreflow.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.page.ConsoleTopics;
import io.foreflow.console.Console;
import io.foreflow.job.config.PipelineConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of waves, which a console reads from a real Flink. */
class ConsoleWavesITCase {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void showsTheWavesOfARunningFlink(@TempDir Path folder) throws Exception {
    Path model = model(folder);
    try (LocalBroker broker = LocalBroker.start()) {
      broker.createTopics(2, List.of("readings", "forecasts", "dead-letters", "late-readings"));
      PipelineConfig config = config(folder, broker, model);
      try (Console console =
          ConsoleStart.besideJob(PipelineConnection.of(config), ConsoleTopics.of(config))) {
        assertThat(waves(console).path("state").asText()).isEqualTo("off");
        try (LocalFlink flink =
            LocalFlink.start(config, 2, LocalFlink.DEFAULT_PORTS, folder.resolve("flink"))) {
          flink.awaitRunning(PATIENCE);
          console.watchFlink(flink.webPage());
          await(console, waves -> waves.path("state").asText().equals("no-waves"));

          simulate(broker);

          JsonNode read = await(console, waves -> waves.path("state").asText().equals("read"));
          assertThat(read.path("flink").asText()).isEqualTo(flink.webPage().toString());
          assertThat(read.path("medianSize").asDouble()).isBetween(0.5, 20.0);
          // A wave holds each of 20 series once.
          assertThat(read.path("largestSize").asDouble()).isBetween(1.0, 20.0);
          assertThat(read.path("medianStep").asDouble()).isPositive();
          assertThat(read.path("longStep").asDouble())
              .isGreaterThanOrEqualTo(read.path("medianStep").asDouble());
          assertThat(read.path("takeoversLeft").asDouble()).isZero();
        }
        await(console, waves -> waves.path("state").asText().equals("away"));
      }
    }
  }

  private static void simulate(LocalBroker broker) {
    well(
        "simulate",
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--series",
        "20",
        "--rate",
        "200",
        "--for",
        "1s");
  }

  private static Path model(Path folder) {
    Path history = folder.resolve("history.csv");
    Path model = folder.resolve("model.onnx");
    well("simulate", "--history", "9", "--series", "2", "--out", history + "");
    well(
        ("train --horizon 4 --context 24 --seasons 24 --hidden 4 --steps 2 --data "
                + history
                + " --out "
                + model)
            .split(" "));
    return model;
  }

  private static void well(String... arguments) {
    Outcome outcome = CommandRunner.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static PipelineConfig config(Path folder, LocalBroker broker, Path model)
      throws IOException {
    Path file =
        Files.write(
            folder.resolve("pipeline.yaml"),
            List.of(
                "kafka.bootstrap.servers: \"" + broker.bootstrapServers() + "\"",
                "model.uri: " + model));
    return PipelineConfig.load(file, Map.of());
  }

  private JsonNode waves(Console console) throws IOException, InterruptedException {
    URI overview = URI.create("http://127.0.0.1:" + console.port() + "/api/overview");
    String answer =
        http.send(HttpRequest.newBuilder(overview).build(), BodyHandlers.ofString()).body();
    return mapper.readTree(answer).path("waves");
  }

  private JsonNode await(Console console, Predicate<JsonNode> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode waves = waves(console);
    while (!wanted.test(waves)) {
      assertThat(System.nanoTime()).as(waves.toString()).isLessThan(deadline);
      LockSupport.parkNanos(200_000_000);
      waves = waves(console);
    }
    return waves;
  }
}

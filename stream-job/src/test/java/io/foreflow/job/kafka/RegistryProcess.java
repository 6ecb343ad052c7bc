package io.foreflow.job.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Apicurio Registry as a process of its own, keeping its schemas in memory. What tests ask it goes
 * over plain HTTP, not by the client that is tested.
 */
final class RegistryProcess implements AutoCloseable {
  private static final Path FOLDER = Path.of("target", "registry");
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final URI api;
  private final HttpClient http = HttpClient.newHttpClient();

  private RegistryProcess(Process process, URI api) {
    this.process = process;
    this.api = api;
  }

  /** Starts it on a free port and returns once it answers; its output goes to a file in there. */
  static RegistryProcess start(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("registry.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                "-jar",
                runner().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return new RegistryProcess(process, URI.create(listening.group(1) + "/apis/ccompat/v7"));
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new AssertionError("No registry came up: " + Files.readString(log));
  }

  private static Path runner() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** What a client takes as the registry's address. */
  URI api() {
    return api;
  }

  /** Registers a schema, as a producer does, and returns its id. */
  int register(String subject, Schema schema) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("schema", schema.toString()));
    return JSON.readTree(
            send(
                HttpRequest.newBuilder(URI.create(api + "/subjects/" + subject + "/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))))
        .get("id")
        .asInt();
  }

  /** The schema with an id, as a consumer asks for it. */
  Schema schema(int id) throws IOException, InterruptedException {
    String answer = send(HttpRequest.newBuilder(URI.create(api + "/schemas/ids/" + id)));
    return new Schema.Parser().parse(JSON.readTree(answer).get("schema").asText());
  }

  /** All subjects. */
  List<String> subjects() throws IOException, InterruptedException {
    String answer = send(HttpRequest.newBuilder(URI.create(api + "/subjects")));
    return List.of(JSON.readValue(answer, String[].class));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(response + ": " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}

package io.foreflow.benchmarks.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The JobManager's REST interface. */
final class FlinkRest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  FlinkRest(int port) {
    address = "http://127.0.0.1:" + port;
  }

  boolean answers() throws IOException {
    return get("/overview").has("taskmanagers");
  }

  /** The ids of the TaskManagers that the JobManager counts on. */
  List<String> taskManagers() throws IOException {
    return get("/taskmanagers").path("taskmanagers").findValuesAsText("id");
  }

  /** Uploads a jar, to be run by its id. */
  String upload(Path jar) throws IOException {
    String boundary = "----a-boundary-that-no-jar-holds";
    String head =
        String.join(
            "\r\n",
            "--" + boundary,
            "Content-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"",
            "Content-Type: application/java-archive",
            "",
            "");
    HttpRequest request =
        request("/jars/upload")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(Files.readAllBytes(jar)),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build();
    return send(request).path("filename").asText().replaceAll(".*/", "");
  }

  /** Runs a main class of a jar that was uploaded, and returns the id of the job it submits. */
  String run(String jar, String main, List<String> arguments) throws IOException {
    String body = JSON.writeValueAsString(Map.of("entryClass", main, "programArgsList", arguments));
    HttpRequest request =
        request("/jars/" + jar + "/run")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return send(request).path("jobid").asText();
  }

  void cancel(String job) throws IOException {
    JsonNode unused =
        send(
            request("/jobs/" + job + "?mode=cancel")
                .method("PATCH", BodyPublishers.noBody())
                .build());
  }

  String state(String job) throws IOException {
    return get("/jobs/" + job + "/status").path("status").asText();
  }

  /** Why a job has failed, as far as Flink says. */
  String failure(String job) throws IOException {
    return get("/jobs/" + job + "/exceptions").findPath("stacktrace").asText();
  }

  private JsonNode get(String path) throws IOException {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(LONGEST);
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
      }
      return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + request.uri() + " was asked", e);
    }
  }
}

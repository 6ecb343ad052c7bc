package io.foreflow.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobStatus;

/** The JobManager's REST interface. Whatever takes a while is polled until a deadline. */
final class FlinkRest {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  FlinkRest(int port) {
    address = "http://127.0.0.1:" + port;
  }

  void awaitAnswer(FlinkProcess jobManager) throws Exception {
    await("an answer of the JobManager", () -> get("/overview"), answer -> true, jobManager);
  }

  void awaitTaskManager(String id, FlinkProcess started) throws Exception {
    await(
        "TaskManager " + id,
        () -> get("/taskmanagers").get("taskmanagers").findValuesAsText("id"),
        ids -> ids.contains(id),
        started);
  }

  /** Uploads a jar, to be run by its id. */
  String upload(Path jar) throws Exception {
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
                BodyPublishers.ofByteArrays(
                    List.of(
                        head.getBytes(StandardCharsets.UTF_8),
                        Files.readAllBytes(jar),
                        ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8))))
            .build();
    return send(request).get("filename").asText().replaceAll(".*/", "");
  }

  /** Submits a jar that was uploaded, and returns the job's id. */
  String run(String jar, String... arguments) throws Exception {
    String body = JSON.writeValueAsString(Map.of("programArgsList", arguments));
    HttpRequest request =
        request("/jars/" + jar + "/run")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return send(request).get("jobid").asText();
  }

  /** Cancels a job and waits until it is gone. */
  void cancel(String job) throws Exception {
    send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()).build());
    await(job + " to be cancelled", () -> state(job), "CANCELED"::equals);
  }

  /** Ids of the jobs that have not come to an end. */
  List<String> unfinished() throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonNode job : get("/jobs").get("jobs")) {
      if (!JobStatus.valueOf(job.get("status").asText()).isGloballyTerminalState()) {
        ids.add(job.get("id").asText());
      }
    }
    return ids;
  }

  String state(String job) throws Exception {
    return get("/jobs/" + job + "/status").get("status").asText();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(DEADLINE);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
  }

  /** Asks again until the answer is the one wanted. */
  static <T> T await(
      String what, Callable<T> question, Predicate<T> wanted, FlinkProcess... processes)
      throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      Object found;
      try {
        T answer = question.call();
        if (wanted.test(answer)) {
          return answer;
        }
        found = answer;
      } catch (IOException e) {
        found = e;
      }
      for (FlinkProcess process : processes) {
        if (!process.isAlive()) {
          throw new AssertionError("Ended while waiting for " + what + ": " + process.output());
        }
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("No " + what + " within " + DEADLINE + "; last seen: " + found);
      }
      Thread.sleep(50);
    }
  }
}

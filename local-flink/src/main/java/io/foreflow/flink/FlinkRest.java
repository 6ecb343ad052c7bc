package io.foreflow.flink;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/** The JobManager's REST interface. */
public final class FlinkRest {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  FlinkRest(int port) {
    address = "http://127.0.0.1:" + port;
  }

  void awaitAnswer(JavaProcess jobManager) throws Exception {
    Polling.await("answer of the JobManager", () -> get("/overview"), answer -> true, jobManager);
  }

  void awaitTaskManager(String id, JavaProcess taskManager) throws Exception {
    Polling.await(
        "TaskManager " + id + " in the JobManager's list",
        () -> get("/taskmanagers").path("taskmanagers").findValuesAsText("id"),
        ids -> ids.contains(id),
        taskManager);
  }

  /** Uploads a jar, to be run by the id that is returned. */
  public String upload(Path jar) throws IOException, InterruptedException {
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

  /**
   * Runs a jar that was uploaded.
   *
   * @param main the class to run; null for the one that the jar names
   * @return the id of the job that it submits
   */
  public String run(String jar, @Nullable String main, List<String> arguments)
      throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>(Map.of("programArgsList", arguments));
    if (main != null) {
      body.put("entryClass", main);
    }
    HttpRequest request =
        request("/jars/" + jar + "/run")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return send(request).path("jobid").asText();
  }

  /**
   * Cancels a job and waits until it is gone.
   *
   * @param processes those that have to live until then
   */
  public void cancel(String job, JavaProcess... processes) throws Exception {
    send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()).build());
    Polling.await("end of job " + job, () -> state(job), "CANCELED"::equals, processes);
  }

  /** Ids of the jobs that have not come to an end. */
  public List<String> unfinished() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode job : get("/jobs").path("jobs")) {
      if (!JobStatus.valueOf(job.path("status").asText()).isGloballyTerminalState()) {
        ids.add(job.path("id").asText());
      }
    }
    return ids;
  }

  /** The state of a job, as Flink names it. */
  public String state(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/status").path("status").asText();
  }

  /** Why a job has failed, as far as Flink says. */
  public String failure(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/exceptions").findPath("stacktrace").asText();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(LONGEST);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
  }
}

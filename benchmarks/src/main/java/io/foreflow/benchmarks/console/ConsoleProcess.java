package io.foreflow.benchmarks.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.Foreflow;
import io.foreflow.flink.JavaProcess;
import io.foreflow.flink.Polling;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code foreflow console} in its own process, and what it takes. */
final class ConsoleProcess implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("(?m)^Console: (http\\S+)$");
  private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final JavaProcess process;
  private final URI address;

  private ConsoleProcess(JavaProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts a console with its log in a folder. */
  static ConsoleProcess start(Path folder, String bootstrapServers, int heapMegabytes)
      throws Exception {
    JavaProcess process =
        JavaProcess.start(
            Files.createDirectories(folder).resolve("console.log"),
            JavaProcess.ownClassPath(),
            Map.of(),
            List.of("-Xmx" + heapMegabytes + "m"),
            Foreflow.class.getName(),
            List.of("console", "--bootstrap-servers", bootstrapServers, "--port", "0"));
    try {
      String address =
          Polling.await(
                  "console", () -> process.logged(ADDRESS), found -> found.isPresent(), process)
              .orElseThrow();
      return new ConsoleProcess(process, URI.create(address + "/"));
    } catch (Exception e) {
      process.close();
      throw e;
    }
  }

  /** The address of the page. */
  URI address() {
    return address;
  }

  /** The answer of {@code /api/overview}. */
  JsonNode overview() throws IOException, InterruptedException {
    process.requireAlive();
    HttpRequest request = HttpRequest.newBuilder(address.resolve("api/overview")).build();
    return json.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /** How many records of all topics it has read. */
  long read() throws IOException, InterruptedException {
    long read = 0;
    for (JsonNode topic : overview().path("topics")) {
      read += topic.path("records").asLong();
    }
    return read;
  }

  Duration cpuTime() {
    return process.cpuTime();
  }

  /** Bytes of the heap that are in use after a full collection, which this makes. */
  long liveBytes() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = asked.waitFor();
    Matcher total = LIVE.matcher(answer);
    if (code != 0 || !total.find()) {
      throw new IOException("%s ended with %d and said: %s".formatted(jcmd, code, answer));
    }
    return Long.parseLong(total.group(1));
  }

  /** Bytes of memory that the process has; none where the system does not say. */
  OptionalLong residentBytes() {
    try {
      Matcher resident =
          RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
      return resident.find()
          ? OptionalLong.of(Long.parseLong(resident.group(1)) * 1024)
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // Only Linux has this file.
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

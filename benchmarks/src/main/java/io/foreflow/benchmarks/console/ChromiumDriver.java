package io.foreflow.benchmarks.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.flink.Polling;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, controlled through its driver by the W3C's WebDriver protocol. */
final class ChromiumDriver implements AutoCloseable {

  /** What to do where there is none. */
  static final String MISSING =
      "Chromium is not installed (Debian: apt-get install chromium chromium-driver)";

  private static final List<Path> CHROMIUMS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--window-size=1280,900");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Process driver;
  private final Thread hook;
  private final URI sessions;
  private final String session;

  private ChromiumDriver(Process driver, Thread hook, int port, Path chromium)
      throws IOException, InterruptedException {
    this.driver = driver;
    this.hook = hook;
    this.sessions = URI.create("http://127.0.0.1:" + port + "/session");
    Map<String, Object> options = Map.of("binary", chromium.toString(), "args", ARGUMENTS);
    this.session =
        post(
                "",
                Map.of(
                    "capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", options))))
            .path("sessionId")
            .asText();
  }

  /** Starts Chromium with the driver's log in a folder; none where one of them is missing. */
  static Optional<ChromiumDriver> start(Path folder) throws Exception {
    Optional<Path> chromium = CHROMIUMS.stream().filter(Files::isExecutable).findFirst();
    if (chromium.isEmpty() || !Files.isExecutable(DRIVER)) {
      return Optional.empty();
    }
    Path log = Files.createDirectories(folder).resolve("driver.log");
    Process driver =
        new ProcessBuilder(DRIVER.toString(), "--port=0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread hook = new Thread(() -> end(driver), "end-chromium");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Matcher port =
          Polling.await(
              "driver of Chromium", () -> PORT.matcher(Files.readString(log)), Matcher::find);
      return Optional.of(
          new ChromiumDriver(driver, hook, Integer.parseInt(port.group(1)), chromium.get()));
    } catch (Exception e) {
      end(driver);
      throw e;
    }
  }

  /** Loads a page afresh. */
  void open(String address) throws IOException, InterruptedException {
    // An address that differs after its # only would not be loaded again.
    JsonNode unusedBlank = post("/url", Map.of("url", "about:blank"));
    JsonNode unusedPage = post("/url", Map.of("url", address));
  }

  /** Runs the body of a function in the page, and returns what it returns. */
  JsonNode script(String body) throws IOException, InterruptedException {
    return post("/execute/sync", Map.of("script", body, "args", List.of()));
  }

  private JsonNode post(String command, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    String path = command.isEmpty() ? "" : "/" + session + command;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sessions + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(parameters)))
            .build();
    return answer(request);
  }

  private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    JsonNode value = json.readTree(answer.body()).path("value");
    if (answer.statusCode() != 200) {
      throw new IOException(
          "the driver of Chromium answers %d to %s: %s"
              .formatted(answer.statusCode(), request.uri(), value.path("message").asText()));
    }
    return value;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      JsonNode unused =
          answer(HttpRequest.newBuilder(URI.create(sessions + "/" + session)).DELETE().build());
    } finally {
      end(driver);
      try {
        boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // This JVM is already ending, and its hook finds nothing left to end.
      }
    }
  }

  /** Ends the driver and the browsers that it started. */
  private static void end(Process driver) {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
    try {
      boolean unused = driver.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

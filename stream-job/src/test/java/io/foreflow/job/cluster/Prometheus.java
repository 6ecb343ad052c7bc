package io.foreflow.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.flink.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Prometheus process with the rules in {@code deploy/prometheus}, as Debian packages it. */
final class Prometheus implements AutoCloseable {
  private static final Path RULES = Path.of("..", "deploy", "prometheus");
  private static final List<String> RULE_FILES = List.of("alerts.yml", "scores.yml");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private Prometheus(Process process, int port) {
    this.process = process;
    this.address = "http://127.0.0.1:" + port;
  }

  static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
  }

  /** Flink's metrics that the rules ask for. */
  static Set<String> metricsInRules() {
    return RULE_FILES.stream()
        .flatMap(file -> Pattern.compile("\\bflink_\\w+").matcher(rulesIn(file)).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static String rulesIn(String file) {
    try {
      return Files.readString(RULES.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Scrapes these ports of this machine every second, which is also the time that one may take. All
   * rules are evaluated as often as that, so that a test needn't wait for those of longer windows.
   */
  static Prometheus start(Path folder, List<Integer> ports) throws IOException {
    Files.createDirectories(folder);
    String targets =
        ports.stream().map(port -> "'127.0.0.1:" + port + "'").collect(Collectors.joining(", "));
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 500ms}
            rule_files: [%s]
            scrape_configs:
              - job_name: flink
                static_configs: [{targets: [%s]}]
            """
                .formatted(String.join(", ", RULE_FILES), targets));
    for (String file : RULE_FILES) {
      String rules = rulesIn(file).replaceAll("(?m)^ *interval: \\w+$", "");
      Files.writeString(folder.resolve(file), rules);
    }
    int port = FreePorts.next();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, port);
  }

  /** The sum of a metric over all tasks now; -1 if no task has it. */
  double sum(String metric) throws IOException, InterruptedException {
    String query = URLEncoder.encode("sum(" + metric + ")", StandardCharsets.UTF_8);
    JsonNode result = get("/api/v1/query?query=" + query).get("result");
    return result.isEmpty() ? -1 : result.get(0).get("value").get(1).asDouble();
  }

  /** The values that a query has now; none if no series fits. */
  List<Double> query(String expression) throws IOException, InterruptedException {
    JsonNode answer =
        answer("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalArgumentException(answer.path("error").asText() + " in " + expression);
    }
    return answer.path("data").path("result").findValues("value").stream()
        .map(value -> value.get(1).asText())
        .map(Prometheus::number)
        .toList();
  }

  /** Prometheus writes infinity as no Java program reads it. */
  private static double number(String text) {
    return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** The values that series of a selector have for a label. */
  List<String> labels(String selector, String label) throws IOException, InterruptedException {
    String match = URLEncoder.encode(selector, StandardCharsets.UTF_8);
    return strings(get("/api/v1/label/" + label + "/values?match%5B%5D=" + match));
  }

  /** The names of all metrics that have been scraped. */
  List<String> metrics() throws IOException, InterruptedException {
    return strings(get("/api/v1/label/__name__/values"));
  }

  /** The rules with what evaluating them came to. */
  List<JsonNode> rules() throws IOException, InterruptedException {
    return get("/api/v1/rules").findValues("rules").stream()
        .flatMap(rules -> Stream.iterate(0, i -> i < rules.size(), i -> i + 1).map(rules::get))
        .toList();
  }

  private static List<String> strings(JsonNode array) {
    return JSON.convertValue(
        array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return answer(path).get("data");
  }

  private JsonNode answer(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}

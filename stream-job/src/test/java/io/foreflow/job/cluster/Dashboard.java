package io.foreflow.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard in {@code deploy/grafana}, as Grafana reads it. */
record Dashboard(String file, JsonNode json) {
  private static final Path FOLDER = Path.of("..", "deploy", "grafana", "dashboards");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A question to Prometheus.
   *
   * @param place the panel or the annotation that asks it
   */
  record Query(String place, String expression) {}

  static Dashboard read(String file) {
    try {
      return new Dashboard(file, JSON.readTree(Files.readString(FOLDER.resolve(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(path -> path.getFileName().toString())
          .sorted()
          .map(Dashboard::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All panels, without the titles of rows. */
  List<JsonNode> panels() {
    return elements("panels").filter(panel -> !isRow(panel)).toList();
  }

  List<JsonNode> panelsAndRows() {
    return elements("panels").toList();
  }

  List<JsonNode> variables() {
    return stream(json.path("templating").path("list")).toList();
  }

  /** What panels and annotations ask, with variables in it. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(new Query(panel.path("title").asText(), target.path("expr").asText()));
      }
    }
    for (JsonNode annotation : json.path("annotations").path("list")) {
      if (annotation.has("expr")) {
        queries.add(new Query(annotation.path("name").asText(), annotation.path("expr").asText()));
      }
    }
    return queries;
  }

  static boolean isRow(JsonNode panel) {
    return panel.path("type").asText().equals("row");
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private Stream<JsonNode> elements(String field) {
    return stream(json.path(field));
  }

  @Override
  public String toString() {
    return file;
  }
}

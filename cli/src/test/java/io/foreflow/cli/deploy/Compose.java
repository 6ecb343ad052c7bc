package io.foreflow.cli.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The services of a compose file, anchors and merges resolved. A file of another shape fails. */
@SuppressWarnings("unchecked") // The shape is what the tests that use this assert.
record Compose(Map<String, Map<String, Object>> services) {

  private static final String MERGE = "<<";

  static Compose read(Path file) {
    try {
      Load yaml = new Load(LoadSettings.builder().build());
      Map<String, Object> root = (Map<String, Object>) yaml.loadFromString(Files.readString(file));
      return new Compose(
          (Map<String, Map<String, Object>>) merged(root.getOrDefault("services", Map.of())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** YAML 1.2 has no merge keys any more; compose files still do. */
  private static Object merged(Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    if (map.containsKey(MERGE)) {
      result.putAll((Map<String, Object>) merged(map.get(MERGE)));
    }
    map.forEach(
        (key, value) -> {
          if (!key.equals(MERGE)) {
            result.put((String) key, merged(value));
          }
        });
    return result;
  }

  Map<String, Object> service(String name) {
    Map<String, Object> service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException("no service " + name + " in " + services.keySet());
    }
    return service;
  }

  String image(String service) {
    return (String) service(service).getOrDefault("image", "none");
  }

  List<String> command(String service) {
    Object command = service(service).getOrDefault("command", List.of());
    return command instanceof String one ? List.of(one) : (List<String>) command;
  }

  List<String> volumes(String service) {
    return (List<String>) service(service).getOrDefault("volumes", List.of());
  }

  Map<String, String> environment(String service) {
    return (Map<String, String>) service(service).getOrDefault("environment", Map.of());
  }

  /** What a service waits for: service name to condition. */
  Map<String, String> conditions(String service) {
    Map<String, Map<String, String>> waits =
        (Map<String, Map<String, String>>) service(service).getOrDefault("depends_on", Map.of());
    Map<String, String> conditions = new TreeMap<>();
    waits.forEach((name, wait) -> conditions.put(name, String.valueOf(wait.get("condition"))));
    return conditions;
  }

  /** Flink's configuration in the JobManager's container. */
  Map<String, String> flinkProperties() {
    Map<String, String> properties = new TreeMap<>();
    environment("jobmanager")
        .getOrDefault("FLINK_PROPERTIES", "")
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              properties.put(line.substring(0, colon), line.substring(colon + 2));
            });
    return properties;
  }
}

package io.foreflow.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.cli.view.Numbers;
import io.foreflow.store.StoredVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The differences between the manifests of two versions. */
final class ManifestDiff {
  private static final String NOTHING = "(none)";

  private ManifestDiff() {}

  /**
   * A field that differs.
   *
   * @param field its path in the manifest
   * @param from its value in the first version
   * @param to its value in the second version
   */
  record Difference(String field, String from, String to) {}

  /** The fields that differ, in the order of the manifest. */
  static List<Difference> between(StoredVersion first, StoredVersion second) {
    Map<String, String> before = fields(first);
    Map<String, String> after = fields(second);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String from = before.getOrDefault(name, NOTHING);
      String to = after.getOrDefault(name, NOTHING);
      if (!from.equals(to)) {
        differences.add(new Difference(name, from, to));
      }
    }
    return differences;
  }

  private static Map<String, String> fields(StoredVersion version) {
    Map<String, String> fields = new LinkedHashMap<>();
    collect("", StoreFields.json(version.manifestJson()), fields);
    fields.put("file", Numbers.bytes(version.bytes()));
    return fields;
  }

  /** Objects become paths. Everything else is one value. */
  private static void collect(String path, JsonNode node, Map<String, String> fields) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      fields));
    } else {
      fields.put(path, node.isTextual() ? node.asText() : node.toString());
    }
  }
}

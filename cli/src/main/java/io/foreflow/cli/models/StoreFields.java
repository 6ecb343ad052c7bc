package io.foreflow.cli.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.store.Alias;
import io.foreflow.store.Aliases;
import io.foreflow.store.Attachment;
import io.foreflow.store.CleanUp;
import io.foreflow.store.Decision;
import io.foreflow.store.StoredVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in a store, as fields of a result for a program. */
final class StoreFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoreFields() {}

  static Map<String, Object> aliases(String model, Aliases aliases) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", model);
    for (Alias alias : Alias.values()) {
      fields.put(alias.text(), aliases.find(alias).orElse(null));
    }
    return fields;
  }

  static Map<String, Object> version(StoredVersion version, Aliases aliases) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", version.version());
    fields.put("sha256", version.sha256());
    fields.put("bytes", version.bytes());
    fields.put("addedAt", version.addedAt().toString());
    fields.put("addedBy", version.addedBy());
    fields.put("aliases", aliases.of(version.sha256()).stream().map(Alias::text).toList());
    fields.put("attachments", files(version.attachments()));
    fields.put("weights", version.weights().map(Attachment::sha256).orElse(null));
    return fields;
  }

  static Map<String, Object> decision(Decision decision) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", decision.id());
    fields.put("action", decision.action());
    fields.put("at", decision.at().toString());
    fields.put("by", decision.by());
    fields.put("why", decision.why());
    fields.put("version", decision.version());
    fields.put("champion", decision.champion());
    fields.put("files", files(decision.files()));
    fields.put("details", json(decision.detailsJson()));
    return fields;
  }

  static Map<String, Object> removal(CleanUp.Removal removal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sha256", removal.sha256());
    fields.put("bytes", removal.bytes());
    fields.put("whole", removal.isWhole());
    return fields;
  }

  /** A document of the store as a tree. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store has read this as JSON", e);
    }
  }

  private static List<Map<String, Object>> files(List<Attachment> attachments) {
    List<Map<String, Object>> files = new ArrayList<>();
    for (Attachment attachment : attachments) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", attachment.name());
      fields.put("bytes", attachment.bytes());
      fields.put("sha256", attachment.sha256());
      files.add(fields);
    }
    return files;
  }
}

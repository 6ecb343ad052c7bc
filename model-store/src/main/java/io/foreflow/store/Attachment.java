package io.foreflow.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foreflow.store.objects.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that belongs to a version or a decision, such as {@code report.html}.
 *
 * @param name its file name
 * @param bytes its size
 * @param sha256 the hash of its content
 */
public record Attachment(String name, long bytes, String sha256) {

  static Attachment of(String name, byte[] content) {
    return new Attachment(name, content.length, Sha256.of(content));
  }

  /** Refuses a name that would be more than a file's name. */
  static void checkName(String name) throws StoreException {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new StoreException(
          StoreException.Reason.INVALID,
          "found the file name \"%s\", allowed: up to 100 letters, digits, '.', '_' and '-', beginning with a letter or digit; rename the file"
              .formatted(name));
    }
  }

  static Attachment read(StoreJson json) throws StoreException {
    return new Attachment(json.text("name"), json.number("bytes"), json.text("sha256"));
  }

  ObjectNode json() {
    return StoreJson.object().put("name", name).put("bytes", bytes).put("sha256", sha256);
  }

  /** The files in a field of a document. */
  static List<Attachment> readAll(StoreJson json, String place, String field)
      throws StoreException {
    List<Attachment> files = new ArrayList<>();
    for (JsonNode file : json.elements(field)) {
      files.add(read(StoreJson.of(place, file)));
    }
    return files;
  }

  /** Puts files into a field of a document. */
  static void writeAll(List<Attachment> files, ObjectNode json, String field) {
    ArrayNode array = json.putArray(field);
    files.forEach(file -> array.add(file.json()));
  }
}

package io.foreflow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The store's own documents: JSON that a person can read, with the fields in a fixed order. A field
 * that a later release added is skipped. A document that lacks a field is damaged.
 */
final class StoreJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String place;
  private final JsonNode object;

  private StoreJson(String place, JsonNode object) {
    this.place = place;
    this.object = object;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The text of a document, which ends with a new line. */
  static byte[] write(ObjectNode document) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(lines)
            .withArrayIndenter(lines);
    try {
      return (MAPPER.writer(printer).writeValueAsString(document) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  /** Reads a document of this place. */
  static StoreJson read(String place, String text) throws StoreException {
    try {
      return new StoreJson(place, MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new StoreException(
          StoreException.Reason.DAMAGED,
          "%s is damaged: found text that is no JSON (%s), allowed: the document as it was written; restore it from a backup"
              .formatted(place, e.getOriginalMessage()),
          e);
    }
  }

  /** Reads text that has to be a JSON object. */
  static ObjectNode readObject(String text) throws StoreException {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new StoreException(StoreException.Reason.INVALID, notObject(text), e);
    }
    throw new StoreException(StoreException.Reason.INVALID, notObject(text));
  }

  private static String notObject(String text) {
    return "found \"%s\", allowed: a JSON object".formatted(text);
  }

  /** Reads an object inside a document. */
  static StoreJson of(String place, JsonNode object) {
    return new StoreJson(place, object);
  }

  String text(String field) throws StoreException {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw damaged(field, value, "text");
    }
    return value.asText();
  }

  @Nullable String textOrNull(String field) throws StoreException {
    return object.path(field).isMissingNode() || object.path(field).isNull() ? null : text(field);
  }

  long number(String field) throws StoreException {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber()) {
      throw damaged(field, value, "a whole number");
    }
    return value.asLong();
  }

  Instant time(String field) throws StoreException {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeException e) {
      throw damaged(field, object.path(field), "a time such as 2026-01-31T00:00:00Z");
    }
  }

  ObjectNode child(String field) throws StoreException {
    if (object.path(field) instanceof ObjectNode child) {
      return child;
    }
    throw damaged(field, object.path(field), "an object");
  }

  /** The elements of an array; none if there is no such field. */
  Iterable<JsonNode> elements(String field) {
    return object.path(field);
  }

  /** The object of a field; null if there is no such field. */
  @Nullable StoreJson childOrNull(String field) {
    return object.path(field).isObject() ? new StoreJson(place, object.path(field)) : null;
  }

  private StoreException damaged(String field, JsonNode found, String allowed) {
    return new StoreException(
        StoreException.Reason.DAMAGED,
        "%s is damaged: found %s as \"%s\", allowed: %s; restore it from a backup"
            .formatted(
                place, found.isMissingNode() ? "nothing" : found.toString(), field, allowed));
  }
}

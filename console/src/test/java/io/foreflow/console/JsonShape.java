package io.foreflow.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Compares JSON with a schema of the console's OpenAPI description, as far as that uses them. */
final class JsonShape {

  private final JsonNode description;
  private final List<String> problems = new ArrayList<>();

  private JsonShape(JsonNode description) {
    this.description = description;
  }

  /** Everything that differs from the schema. */
  static List<String> problems(JsonNode description, JsonNode schema, JsonNode value) {
    JsonShape shape = new JsonShape(description);
    shape.check("$", schema, value);
    return shape.problems;
  }

  private void check(String place, JsonNode asked, JsonNode value) {
    JsonNode schema = asked;
    while (schema.has("$ref")) {
      schema = description.at(schema.path("$ref").asText().substring(1));
    }
    if (schema.isMissingNode()) {
      problems.add(place + ": no such schema");
    }
    if (schema.has("oneOf")) {
      checkOneOf(place, schema, value);
      return;
    }
    if (!types(schema).contains(type(value)) && !isWhole(schema, value)) {
      problems.add(place + ": " + type(value) + ", not " + types(schema));
      return;
    }
    if (value.isNull()) {
      return;
    }
    if (schema.has("enum") && !schema.path("enum").toString().contains(value.toString())) {
      problems.add(place + ": " + value + ", not one of " + schema.path("enum"));
    }
    if (schema.path("format").asText().equals("date-time")) {
      Instant.parse(value.asText());
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(place + "[" + i + "]", schema.path("items"), value.path(i));
      }
    }
    if (value.isObject()) {
      checkFields(place, schema, value);
    }
  }

  private void checkOneOf(String place, JsonNode schema, JsonNode value) {
    int fitting = 0;
    for (JsonNode choice : schema.path("oneOf")) {
      fitting += problems(description, choice, value).isEmpty() ? 1 : 0;
    }
    if (fitting != 1) {
      problems.add(place + ": fits " + fitting + " of " + schema);
    }
  }

  private void checkFields(String place, JsonNode schema, JsonNode value) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        problems.add(place + ": no " + required.asText());
      }
    }
    value
        .properties()
        .forEach(
            field -> {
              String inner = place + "." + field.getKey();
              JsonNode property = schema.path("properties").path(field.getKey());
              JsonNode others = schema.path("additionalProperties");
              if (!property.isMissingNode()) {
                check(inner, property, field.getValue());
              } else if (others.isObject()) {
                check(inner, others, field.getValue());
              } else if (others.isBoolean()) {
                problems.add(inner + ": in no schema");
              }
            });
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    List<String> types = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(each -> types.add(each.asText()));
    } else {
      types.add(type.asText());
    }
    return types;
  }

  private static boolean isWhole(JsonNode schema, JsonNode value) {
    return value.isIntegralNumber() && types(schema).contains("number");
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case OBJECT -> "object";
      default -> "string";
    };
  }
}

package io.foreflow.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one JSON object by name and type. A field that cannot be taken becomes a
 * problem, and a harmless value is returned in its place, so that reading goes on and finds the
 * other problems too.
 */
final class JsonFields {
  private static final int LONGEST_QUOTE = 60;

  private final String path;
  private final JsonNode object;
  private final ManifestProblems problems;
  private final Set<String> taken = new HashSet<>();

  JsonFields(String path, JsonNode object, ManifestProblems problems) {
    this.path = path;
    this.object = object.isObject() ? object : JsonNodeFactory.instance.objectNode();
    problems.require(object.isObject(), path, quote(object), "an object");
    // A value that is not an object is one problem; its missing fields are not problems of their
    // own.
    this.problems = object.isObject() ? problems : new ManifestProblems();
  }

  /**
   * Builds a record from the fields of this object, and from no others. Null if the record breaks
   * rules of its own.
   */
  <T> @Nullable T build(Supplier<T> constructor) {
    T built = null;
    try {
      built = constructor.get();
    } catch (ManifestException e) {
      problems.addAll(path, e);
    }
    refuseOthers();
    return built;
  }

  /**
   * Refuses fields that nobody has asked for. Their names may be misspelt, or they may ask for
   * something that this release can't do.
   */
  void refuseOthers() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!taken.contains(name)) {
        problems.add(
            pathOf(name),
            quote(object.path(name)),
            "no such field in contract " + Manifest.CONTRACT);
      }
    }
  }

  boolean has(String name) {
    taken.add(name);
    return object.hasNonNull(name);
  }

  JsonFields object(String name) {
    return new JsonFields(pathOf(name), take(name), problems);
  }

  /** Reads each object of an array. */
  <T> List<T> objects(String name, Function<JsonFields, @Nullable T> read) {
    List<T> all = new ArrayList<>();
    JsonNode array = array(name, "an array of objects");
    for (int i = 0; i < array.size(); i++) {
      T one = read.apply(new JsonFields(pathOf(name) + "[" + i + "]", array.get(i), problems));
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  String text(String name) {
    return text(pathOf(name), take(name));
  }

  private String text(String at, JsonNode node) {
    problems.require(node.isTextual(), at, quote(node), "a string");
    return node.isTextual() ? node.textValue() : "?";
  }

  int integer(String name) {
    return integer(pathOf(name), take(name));
  }

  private int integer(String at, JsonNode node) {
    boolean fits = node.isIntegralNumber() && node.canConvertToInt();
    problems.require(fits, at, quote(node), "an integer");
    return fits ? node.intValue() : 1;
  }

  long longInteger(String name) {
    JsonNode node = take(name);
    boolean fits = node.isIntegralNumber() && node.canConvertToLong();
    problems.require(fits, pathOf(name), quote(node), "an integer");
    return fits ? node.longValue() : 1;
  }

  Duration duration(String name) {
    JsonNode node = take(name);
    try {
      return Duration.parse(node.isTextual() ? node.textValue() : "");
    } catch (DateTimeException e) {
      problems.add(pathOf(name), quote(node), "an ISO-8601 duration, such as \"PT1H\"");
      return Duration.ofHours(1);
    }
  }

  Instant time(String name, Instant otherwise) {
    JsonNode node = take(name);
    try {
      return Instant.parse(node.isTextual() ? node.textValue() : "");
    } catch (DateTimeException e) {
      problems.add(pathOf(name), quote(node), "an ISO-8601 time, such as \"2026-01-31T12:00:00Z\"");
      return otherwise;
    }
  }

  List<Double> numbers(String name, List<Double> otherwise) {
    return all(name, "an array of numbers", this::number, otherwise);
  }

  List<Integer> integers(String name, List<Integer> otherwise) {
    return all(name, "an array of integers", this::integer, otherwise);
  }

  /** An array of arrays of as many whole numbers each. */
  List<long[]> rows(String name, int width) {
    return all(name, "an array of arrays", (at, node) -> row(at, node, width), List.of());
  }

  private long[] row(String at, JsonNode node, int width) {
    long[] row = new long[width];
    boolean fits = node.isArray() && node.size() == width;
    for (int i = 0; fits && i < width; i++) {
      fits = node.get(i).isIntegralNumber() && node.get(i).canConvertToLong();
      row[i] = node.get(i).longValue();
    }
    problems.require(fits, at, quote(node), "an array of " + width + " integers");
    return row;
  }

  List<String> texts(String name, List<String> otherwise) {
    return all(name, "an array of strings", this::text, otherwise);
  }

  /**
   * Reads every element of an array. If one of them can't be taken, the result is some other list.
   */
  private <T> List<T> all(
      String name, String allowed, BiFunction<String, JsonNode, T> take, List<T> otherwise) {
    int before = problems.count();
    JsonNode array = array(name, allowed);
    List<T> all = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      all.add(take.apply(pathOf(name) + "[" + i + "]", array.get(i)));
    }
    return problems.count() > before ? otherwise : all;
  }

  private double number(String at, JsonNode node) {
    problems.require(node.isNumber(), at, quote(node), "a number");
    return node.isNumber() ? node.doubleValue() : 0;
  }

  /** Notes that the object as a whole breaks a rule. */
  void refuse(String found, String allowed) {
    problems.add(path, found, allowed);
  }

  /** All fields of this object as texts. */
  Map<String, String> allTexts() {
    Map<String, String> all = new LinkedHashMap<>();
    object.fieldNames().forEachRemaining(name -> all.put(name, text(name)));
    return all;
  }

  /** All fields of this object as numbers. */
  Map<String, Double> allNumbers() {
    Map<String, Double> all = new LinkedHashMap<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      all.put(name, number(pathOf(name), take(name)));
    }
    return all;
  }

  /** All fields of this object as objects. */
  <T> Map<String, T> allObjects(Function<JsonFields, T> read) {
    Map<String, T> all = new LinkedHashMap<>();
    object.fieldNames().forEachRemaining(name -> all.put(name, read.apply(object(name))));
    return all;
  }

  private JsonNode array(String name, String allowed) {
    JsonNode node = take(name);
    problems.require(node.isArray(), pathOf(name), quote(node), allowed);
    return node.isArray() ? node : JsonNodeFactory.instance.arrayNode();
  }

  private JsonNode take(String name) {
    taken.add(name);
    return object.path(name);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  private static String quote(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    String text = node.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}

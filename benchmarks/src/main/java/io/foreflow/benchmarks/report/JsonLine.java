package io.foreflow.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The result of a program as the one line that it prints and keeps. */
public final class JsonLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLine() {}

  /** The line of a record, with its components in their order. */
  public static String of(Record found) {
    try {
      return JSON.writeValueAsString(found);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a " + found.getClass().getSimpleName() + " did not turn into JSON", e);
    }
  }
}

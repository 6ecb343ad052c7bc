package io.foreflow.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a program found, as the one line that it prints and keeps. */
public final class JsonLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLine() {}

  /** Of a record, in the order of its components. */
  public static String of(Record found) {
    try {
      return JSON.writeValueAsString(found);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a " + found.getClass().getSimpleName() + " did not turn into JSON", e);
    }
  }
}

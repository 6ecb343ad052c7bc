package io.foreflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;

/** Says what a command does: lines for a person, or one line of JSON at the end for a program. */
final class Announcer {

  private final PrintWriter out;
  private final boolean json;

  Announcer(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** A line for a person. */
  void say(String line) {
    if (!json) {
      out.println(line);
      out.flush();
    }
  }

  /** The last line for a program, in the map's order. */
  void result(Map<String, Object> fields) {
    if (json) {
      try {
        out.println(new ObjectMapper().writeValueAsString(fields));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a result of numbers and texts is always JSON", e);
      }
      out.flush();
    }
  }
}

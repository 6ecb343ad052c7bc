package io.foreflow.console.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.console.server.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tool: an endpoint of the API with words for an assistant.
 *
 * @param arguments by name, with what they mean; they are parameters of the endpoint
 * @param required those that have to be given
 * @param text says in a few lines what an answer holds
 */
record Tool(
    String name,
    String description,
    Endpoint endpoint,
    Map<String, Argument> arguments,
    List<String> required,
    Function<JsonNode, String> text) {

  Tool {
    arguments = Map.copyOf(arguments);
    required = List.copyOf(required);
  }

  /**
   * An argument of a tool.
   *
   * @param type its type in JSON Schema
   */
  record Argument(String type, String description) {}
}

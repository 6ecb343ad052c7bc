package io.foreflow.console.server;

import java.util.List;

/**
 * Something that can be asked for.
 *
 * @param path under which it is asked for, such as {@code /api/overview}
 * @param parameters that a request may have
 */
public record Endpoint(String path, List<String> parameters, Answerer answerer) {

  public Endpoint {
    parameters = List.copyOf(parameters);
  }

  /** Makes an answer in JSON. Thread-safe. */
  @FunctionalInterface
  public interface Answerer {
    byte[] answer(Query query) throws Refusal;
  }
}

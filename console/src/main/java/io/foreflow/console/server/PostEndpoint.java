package io.foreflow.console.server;

import java.util.Optional;

/**
 * Something that takes JSON.
 *
 * @param path under which it takes it
 */
public record PostEndpoint(String path, Answerer answerer) {

  /** Makes an answer in JSON. Thread-safe. */
  @FunctionalInterface
  public interface Answerer {

    /** The answer to a body; empty where there is nothing to say. */
    Optional<byte[]> answer(byte[] body) throws Refusal;
  }
}

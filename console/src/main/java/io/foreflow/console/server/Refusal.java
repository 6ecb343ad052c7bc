package io.foreflow.console.server;

import io.foreflow.console.json.Json;
import java.io.Serial;

/** A request that is not answered. It says what was found and what is allowed. */
public final class Refusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** The status of a request that can be answered later. */
  public static final int LATER = 503;

  private static final int LONGEST_FOUND = 200;

  private final int status;
  private final String found;
  private final String allowed;

  private Refusal(int status, String found, String allowed, String message) {
    super(message, null, false, false);
    this.status = status;
    this.found =
        found.length() <= LONGEST_FOUND ? found : found.substring(0, LONGEST_FOUND) + "...";
    this.allowed = allowed;
  }

  /** A request with something that is not allowed. */
  public static Refusal of(int status, String what, String found, String allowed) {
    return new Refusal(
        status, found, allowed, what + ": found \"" + found + "\", allowed: " + allowed);
  }

  /** A request with a parameter that is not allowed. */
  public static Refusal parameter(String name, String found, String allowed) {
    return of(400, name, found, allowed);
  }

  /** A request for a series of which nothing is known. */
  public static Refusal noSeries(String series) {
    return new Refusal(
        404,
        series,
        "a series of the topic of readings",
        "there is no series of this name in memory, nor in the recent records of its partition");
  }

  /** A request that can be answered later. */
  public static Refusal later(String message) {
    return new Refusal(LATER, "a busy console", "asking again in a second", message);
  }

  public int status() {
    return status;
  }

  /** The answer in JSON. */
  public byte[] json() {
    return Json.object(
        out ->
            Json.object(
                out,
                "error",
                error -> {
                  error.writeStringField("found", found);
                  error.writeStringField("allowed", allowed);
                  error.writeStringField("message", String.valueOf(getMessage()));
                }));
  }
}

package io.foreflow.console.health;

import java.util.Locale;

/**
 * The outcome of one rule.
 *
 * @param rule a name for programs, such as {@code lag}
 * @param text what was found, for a person
 */
public record HealthLine(String rule, State state, String text) {

  /** How well it is. */
  public enum State {
    OK,
    WARNING,
    CRITICAL,
    /** There is too little to tell. */
    UNKNOWN;

    /** The name in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

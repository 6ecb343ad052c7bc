package io.foreflow.console.memory;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version of a model.
 *
 * @param sha256 null if neither an announcement nor an event named it
 * @param time since when, in epoch milliseconds
 * @param tasks how many tasks of the job said so; 0 if that is known from forecasts only
 * @param reason why it was refused
 */
public record ModelState(
    ModelVersion model,
    @Nullable String sha256,
    Use use,
    long time,
    int tasks,
    @Nullable String reason) {

  /** Whether a version makes forecasts. */
  public enum Use {
    IN_USE,
    ANNOUNCED,
    REFUSED,
    FORMER;

    /** The name in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}

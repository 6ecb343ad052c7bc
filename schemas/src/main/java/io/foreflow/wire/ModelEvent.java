package io.foreflow.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an announced model in one task of a running job.
 *
 * @param kind what happened
 * @param time when, in epoch milliseconds
 * @param model name of the model, as announced
 * @param version version of the model, as announced
 * @param uri where it was announced to be
 * @param sha256 what it was announced to hash to
 * @param inUse the version that the task uses of this model from now on; null if it uses none of
 *     this name
 * @param replaced for {@link Kind#SWAPPED}, the version used before
 * @param reason for {@link Kind#REFUSED}, why: a code that a program can switch on
 * @param message for {@link Kind#REFUSED}, what was found and what is allowed, for a person
 * @param task which of the job's parallel tasks says so, from 0
 * @param tasks how many there are
 */
public record ModelEvent(
    Kind kind,
    long time,
    String model,
    String version,
    String uri,
    String sha256,
    @Nullable String inUse,
    @Nullable String replaced,
    @Nullable String reason,
    @Nullable String message,
    int task,
    int tasks) {

  /** What can happen to an announced model. */
  public enum Kind {
    /** The model is in use. It makes every forecast of the task from now on. */
    SWAPPED,
    /** The model is not used. The one before stays in use. */
    REFUSED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name in JSON. */
    public String code() {
      return code;
    }
  }

  /** The event of a model that has replaced another version. */
  public static ModelEvent swapped(
      ModelAnnouncement announced, String replaced, long time, int task, int tasks) {
    return new ModelEvent(
        Kind.SWAPPED,
        time,
        announced.model(),
        announced.version(),
        announced.uri(),
        announced.sha256(),
        announced.version(),
        replaced,
        null,
        null,
        task,
        tasks);
  }

  /** The event of a model that is not used, while {@code inUse} stays in use. */
  public static ModelEvent refused(
      ModelAnnouncement announced,
      @Nullable String inUse,
      String reason,
      String message,
      long time,
      int task,
      int tasks) {
    return new ModelEvent(
        Kind.REFUSED,
        time,
        announced.model(),
        announced.version(),
        announced.uri(),
        announced.sha256(),
        inUse,
        null,
        reason,
        message,
        task,
        tasks);
  }
}

package io.foreflow.job.transaction;

import java.util.List;
import java.util.regex.Pattern;

/** The transactional ids of a pipeline. */
public final class TransactionIds {
  /**
   * The timeout that an id has after a person has aborted its transaction. No job asks for it, so
   * one that is restored after all can tell what has happened.
   */
  public static final int ABORTED_BY_HAND_MILLIS = 30_007;

  /** The sinks by their names in Flink. */
  public static final List<String> SINKS =
      List.of("forecasts", "dead-letters", "late", "model-events", "shadow-forecasts");

  /** Tells ids that are used again from those of releases that took a new one each checkpoint. */
  private static final String REUSED = ".pool";

  private TransactionIds() {}

  /**
   * What the ids of a sink begin with; the connector adds the task's number and one of its own. The
   * end sees to it that no id of another pipeline begins in the same way, such as one by the name
   * of {@code prices-late}: a job that starts aborts what begins with its prefix.
   */
  public static String prefix(String pipeline, String sink) {
    return pipeline + "-" + sink + REUSED;
  }

  /** What an id of the pipeline looks like, under this release or an earlier one. */
  public static Pattern of(String pipeline) {
    return Pattern.compile(
        Pattern.quote(pipeline)
            + "-("
            + String.join("|", SINKS)
            + ")("
            + Pattern.quote(REUSED)
            + ")?-\\d+-\\d+");
  }
}

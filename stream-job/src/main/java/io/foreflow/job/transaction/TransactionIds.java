package io.foreflow.job.transaction;

import java.util.List;
import java.util.regex.Pattern;

/** The transactional ids of a pipeline. */
public final class TransactionIds {
  /**
   * The timeout of an id after a person has aborted its transaction. No job uses this timeout, so a
   * job that is restored later can tell what has happened.
   */
  public static final int ABORTED_BY_HAND_MILLIS = 30_007;

  /** The names of the sinks in Flink. */
  public static final List<String> SINKS =
      List.of("forecasts", "dead-letters", "late", "model-events", "shadow-forecasts");

  /**
   * The mark of ids that are used again, unlike those of releases that took a new id at each
   * checkpoint.
   */
  private static final String REUSED = ".pool";

  private TransactionIds() {}

  /**
   * The prefix of a sink's ids, to which the connector adds the task's number and a number of its
   * own. Its end makes sure that no id of another pipeline has the same prefix, such as a pipeline
   * {@code prices-late}: a job that starts aborts what begins with its prefix.
   */
  public static String prefix(String pipeline, String sink) {
    return pipeline + "-" + sink + REUSED;
  }

  /** A pattern of the pipeline's ids in this release and earlier ones. */
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

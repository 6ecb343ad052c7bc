package io.foreflow.cli.canary;

/**
 * What a rule says about a new version.
 *
 * @param why the reason, in words
 */
public record CanaryVerdict(Kind kind, String why) {

  /** What to do. */
  public enum Kind {
    /** The old version has to come back. */
    WORSE,
    /** The time of watching is over, and the new version was not found to be worse. */
    GOOD,
    /** More records have to come. */
    OPEN
  }
}

package io.foreflow.job.arrival;

/**
 * A record that gets no forecast, because it is no reading or comes too late.
 *
 * @param reason a code that a program can switch on
 * @param message what was found, for a person
 * @param lagMillis how far behind its series a late reading is; {@link #NO_LAG} for others
 */
public record RejectedRecord(RawRecord raw, String reason, String message, long lagMillis)
    implements Arrival {

  /** The lag of a record that has none. */
  public static final long NO_LAG = Long.MIN_VALUE;

  /** The reason of a reading older than the last slot its series stepped. */
  public static final String LATE = "late";

  /** The reason of a second reading for the last slot its series stepped. */
  public static final String DUPLICATE = "duplicate";

  /** A record that is no reading for this pipeline. */
  public static RejectedRecord deadLetter(RawRecord raw, String reason, String message) {
    return new RejectedRecord(raw, reason, message, NO_LAG);
  }
}

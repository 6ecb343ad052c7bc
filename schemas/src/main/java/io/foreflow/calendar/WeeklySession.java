package io.foreflow.calendar;

/**
 * A session that a market has each week, in minutes of the local clock since Monday 00:00.
 *
 * @param opens when it opens, from 0 (Monday 00:00) to 10079 (Sunday 23:59)
 * @param closes when it closes, after it opens, and at most a week later; above 10080 it closes in
 *     the next week
 */
public record WeeklySession(int opens, int closes) {
  /** Minutes of a day. */
  static final int DAY = 24 * 60;

  /** Minutes of a week. */
  static final int WEEK = 7 * DAY;

  public WeeklySession {
    if (opens < 0 || opens >= WEEK) {
      throw new IllegalArgumentException(
          "opens: found minute " + opens + ", allowed: 0 to " + (WEEK - 1));
    }
    if (closes <= opens || closes > opens + WEEK) {
      throw new IllegalArgumentException(
          "closes: found minute %d, allowed: %d to %d, after it opens and within a week"
              .formatted(closes, opens + 1, opens + WEEK));
    }
  }

  /** The number of slots that begin in it. The last one may be cut short. */
  long slots(long cadenceMillis) {
    long millis = (closes - opens) * 60_000L;
    return (millis + cadenceMillis - 1) / cadenceMillis;
  }
}

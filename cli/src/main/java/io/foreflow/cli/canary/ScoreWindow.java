package io.foreflow.cli.canary;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Duration;
import java.util.List;

/**
 * The sums of one version for one series over a range of slots.
 *
 * @param from beginning of the first slot, in epoch milliseconds
 * @param end end of the last slot
 */
record ScoreWindow(long from, long end, List<StepScore> steps) {

  static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();

  static ScoreWindow of(ForecastScore score) {
    return new ScoreWindow(score.from(), score.to() + score.cadenceMillis(), score.steps());
  }

  /** Whether both are of the same slots. */
  boolean isSameRange(ScoreWindow other) {
    return from == other.from && end == other.end;
  }

  /**
   * Whether the other one is of the same hours one week before: more than half of the hours that
   * one of them has, both have. So no window has two such partners.
   */
  boolean isWeekAfter(ScoreWindow other) {
    long otherFrom = other.from + WEEK_MILLIS;
    long otherEnd = other.end + WEEK_MILLIS;
    long common = Math.min(end, otherEnd) - Math.max(from, otherFrom);
    long all = Math.max(end, otherEnd) - Math.min(from, otherFrom);
    return 2 * common > all;
  }
}

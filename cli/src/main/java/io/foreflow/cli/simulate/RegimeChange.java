package io.foreflow.cli.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A change of all series for good. From a time on, each has one more cycle, such as machines that
 * are switched every few hours. Each series has its own phase.
 *
 * @param from event time of the first reading that is changed
 * @param period length of the cycle
 * @param strength half of the distance from the top of the cycle to its bottom, in units of the
 *     series' noise
 */
public record RegimeChange(Instant from, Duration period, double strength) {

  /** No part of a day or a week, so what was so a day or a week ago says nothing about it. */
  private static final Duration FIVE_HOURS = Duration.ofHours(5);

  private static final double CLEAR = 8;

  public RegimeChange {
    if (period.toMillis() < 1) {
      throw new IllegalArgumentException("period must be 1 ms or more, found " + period);
    }
    if (!(strength > 0)) {
      throw new IllegalArgumentException("strength must be above 0, found " + strength);
    }
  }

  /** A cycle of five hours that nobody can overlook. */
  public static RegimeChange from(Instant time) {
    return new RegimeChange(time, FIVE_HOURS, CLEAR);
  }

  /** What changes, in words. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "a new cycle of %d hours in all series",
        Math.round(period.toMinutes() / 60.0));
  }
}

package io.foreflow.evaluation.report;

import java.time.Duration;
import java.util.Locale;

/** The units in which a report counts time, largest first. */
public enum TimeUnit {
  DAYS(86_400_000),
  HOURS(3_600_000),
  MINUTES(60_000),
  SECONDS(1_000),
  MILLISECONDS(1);

  /** The number of units that is enough to count a range of time in that unit. */
  private static final int FEW = 4;

  private final long millis;

  TimeUnit(long millis) {
    this.millis = millis;
  }

  /**
   * The unit for a range of slots. It is the largest unit in which a slot is a whole number or in
   * which the range is at least four units long.
   */
  public static TimeUnit of(Duration cadence, int slots) {
    for (TimeUnit unit : values()) {
      boolean isWhole = cadence.toMillis() % unit.millis == 0;
      if (isWhole || cadence.toMillis() * slots >= FEW * unit.millis) {
        return unit;
      }
    }
    return MILLISECONDS;
  }

  long millis() {
    return millis;
  }

  /** A number of slots, counted in this unit. */
  public double count(Duration cadence, double slots) {
    return slots * cadence.toMillis() / millis;
  }

  /** A number of these units in words, such as {@code 1 hour} or {@code 24 hours}. */
  String text(long count) {
    return ResultPart.count(count) + " " + (count == 1 ? singular() : plural());
  }

  public String plural() {
    return name().toLowerCase(Locale.ROOT);
  }

  private String singular() {
    return plural().substring(0, plural().length() - 1);
  }
}

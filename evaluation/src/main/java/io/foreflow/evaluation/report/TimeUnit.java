package io.foreflow.evaluation.report;

import java.time.Duration;
import java.util.Locale;

/** Units in which a report counts time, the largest first. */
public enum TimeUnit {
  DAYS(86_400_000),
  HOURS(3_600_000),
  MINUTES(60_000),
  SECONDS(1_000),
  MILLISECONDS(1);

  /** A stretch of time is counted in a unit of which it has so many. */
  private static final int FEW = 4;

  private final long millis;

  TimeUnit(long millis) {
    this.millis = millis;
  }

  /** The unit for a stretch of so many slots: one of which slots are whole numbers, or a larger. */
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

  /** How many of the unit a number of slots is. */
  public double count(Duration cadence, double slots) {
    return slots * cadence.toMillis() / millis;
  }

  /** A number of them in words: {@code 1 hour}, {@code 24 hours}. */
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

package io.foreflow.cli.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How often which faults come.
 *
 * @param perWeek faults in a series and week of event time, on average
 * @param kinds those to choose from
 */
public record FaultPlan(double perWeek, List<FaultKind> kinds) {

  /** One fault in two weeks by default. */
  public static final double DEFAULT_PER_WEEK = 0.5;

  /** A fault takes at most half of its block, so that there are undisturbed readings, too. */
  private static final int FEWEST_SLOTS = 2 * FaultKind.LONGEST;

  private static final double WEEK_MILLIS = Duration.ofDays(7).toMillis();

  public FaultPlan {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("found no kind of faults, allowed: 1 or more");
    }
  }

  /** Faults of all kinds. */
  public static FaultPlan ofAllKinds(double perWeek) {
    return new FaultPlan(perWeek, List.of(FaultKind.values()));
  }

  /** As many faults as a series can have in a week. */
  public static double mostPerWeek(long cadenceMillis) {
    return WEEK_MILLIS / cadenceMillis / FEWEST_SLOTS;
  }

  /**
   * The number of slots in which a series has one fault.
   *
   * @throws IllegalArgumentException if faults would not fit
   */
  long slotsPerFault(long cadenceMillis) {
    double most = mostPerWeek(cadenceMillis);
    if (!(perWeek > 0 && perWeek <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "found %s in a series and week, allowed: above 0, up to %.2g with a cadence of %s",
              perWeek,
              most,
              Duration.ofMillis(cadenceMillis)));
    }
    return Math.round(WEEK_MILLIS / cadenceMillis / perWeek);
  }
}

package io.foreflow.console.memory;

/**
 * The season of the seasonal naive forecast that the console compares with where the job writes no
 * scores. Records don't name the model's season, so it is the usual one of the cadence: a day, or a
 * week of days.
 */
final class Season {

  private static final long DAY_MILLIS = 86_400_000;
  private static final int DAYS_OF_WEEK = 7;

  private Season() {}

  /** The season in slots; 1 if the cadence has none. */
  static int slots(long cadenceMillis) {
    if (cadenceMillis < DAY_MILLIS) {
      return DAY_MILLIS % cadenceMillis == 0 ? (int) (DAY_MILLIS / cadenceMillis) : 1;
    }
    return cadenceMillis == DAY_MILLIS ? DAYS_OF_WEEK : 1;
  }
}

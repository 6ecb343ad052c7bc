package io.foreflow.benchmarks.job;

/**
 * The due times of a load's readings, fixed before the first is sent. A delayed sender does not
 * shift later readings, and readings that it sends too late count as late. Times are microseconds
 * since the load began.
 */
final class LoadSchedule {
  private final int perSecond;
  private final int readings;
  private final long beganNanos = System.nanoTime();
  private final long beganMillis = System.currentTimeMillis();

  /** Creates a schedule that begins now. */
  LoadSchedule(int perSecond, int readings) {
    this.perSecond = perSecond;
    this.readings = readings;
  }

  int perSecond() {
    return perSecond;
  }

  /** The number of readings. */
  int readings() {
    return readings;
  }

  /** The time when a reading is due. */
  long due(int reading) {
    return reading * 1_000_000L / perSecond;
  }

  /** The current time of the schedule. */
  long now() {
    return (System.nanoTime() - beganNanos) / 1000;
  }

  /**
   * The schedule's time for a timestamp of this machine's clock, such as the broker's, to the
   * millisecond.
   */
  long at(long epochMillis) {
    return (epochMillis - beganMillis) * 1000;
  }
}

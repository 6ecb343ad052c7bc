package io.foreflow.benchmarks.job;

/**
 * When each reading of a load is due, fixed before the first is sent: a sender that is held up does
 * not shift what comes after, and what it sends too late counts as late. Times are microseconds
 * since the load began.
 */
final class LoadSchedule {
  private final int perSecond;
  private final int readings;
  private final long beganNanos = System.nanoTime();
  private final long beganMillis = System.currentTimeMillis();

  /** Begins now. */
  LoadSchedule(int perSecond, int readings) {
    this.perSecond = perSecond;
    this.readings = readings;
  }

  int perSecond() {
    return perSecond;
  }

  /** How many readings there are. */
  int readings() {
    return readings;
  }

  /** When a reading is due. */
  long due(int reading) {
    return reading * 1_000_000L / perSecond;
  }

  /** Now. */
  long now() {
    return (System.nanoTime() - beganNanos) / 1000;
  }

  /** A timestamp of this machine's clock, such as the broker's; to the millisecond only. */
  long at(long epochMillis) {
    return (epochMillis - beganMillis) * 1000;
  }
}

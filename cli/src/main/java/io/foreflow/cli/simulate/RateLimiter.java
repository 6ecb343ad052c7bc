package io.foreflow.cli.simulate;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Limits a loop to a rate. The schedule is fixed at the start, so a loop that was delayed catches
 * up, and the rate is right over the whole run.
 */
final class RateLimiter {

  /** The shortest wait. A shorter one costs more than it helps. */
  private static final long SHORTEST_WAIT = 500_000;

  private final double perNano;
  private final LongSupplier nanos;
  private final LongConsumer sleeper;
  private final long started;

  /**
   * @param perSecond turns a second; infinity for no limit
   * @param nanos a clock that only moves forward, in nanoseconds
   * @param sleeper waits for so many nanoseconds, or less
   */
  RateLimiter(double perSecond, LongSupplier nanos, LongConsumer sleeper) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("rate must be above 0, found " + perSecond);
    }
    this.perNano = perSecond / 1e9;
    this.nanos = nanos;
    this.sleeper = sleeper;
    this.started = nanos.getAsLong();
  }

  /**
   * Returns when turn number {@code turn} (from 0) is due, or soon after the thread is interrupted.
   */
  void await(long turn) {
    long due = (long) (turn / perNano);
    long early = due - elapsed();
    while (early > SHORTEST_WAIT && !Thread.currentThread().isInterrupted()) {
      sleeper.accept(early);
      early = due - elapsed();
    }
  }

  long elapsed() {
    return nanos.getAsLong() - started;
  }
}

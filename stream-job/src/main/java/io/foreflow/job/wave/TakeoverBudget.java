package io.foreflow.job.wave;

import java.util.function.LongSupplier;

/**
 * The time that a task spends on takeovers: at most a share of all time.
 *
 * <p>It is an account of nanoseconds. The share of the time that passes is earned, and each replay
 * pays the time that it took. A full account holds {@link #GO_NANOS} and pays for one go. A go
 * takes that long, or as long as one step of the model: whatever a step costs, all series move at
 * some time. The account may be overdrawn by this, and then takes longer to fill.
 */
public final class TakeoverBudget {
  /** How long a go replays: until then the waves behind it wait. */
  static final long GO_NANOS = 1_000_000;

  private final double share;
  private final LongSupplier clock;

  private double saved = GO_NANOS;
  private long earnedUntil;

  /**
   * A full account.
   *
   * @param share of the time, more than 0 and less than 1
   * @param clock nanoseconds that only grow
   */
  public TakeoverBudget(double share, LongSupplier clock) {
    this.share = share;
    this.clock = clock;
    earnedUntil = clock.getAsLong();
  }

  /** Whether it pays for a go. */
  boolean isFull() {
    return nanosUntilFull() == 0;
  }

  /** How long it takes until it pays for a go. */
  long nanosUntilFull() {
    long now = clock.getAsLong();
    saved = Math.min(GO_NANOS, saved + share * (now - earnedUntil));
    earnedUntil = now;
    return (long) ((GO_NANOS - saved) / share);
  }

  /** Pays for replays. */
  void pay(long nanos) {
    saved -= nanos;
  }
}

package io.foreflow.job.wave;

import java.util.function.LongSupplier;

/**
 * The time that a task spends on takeovers: at most a share of all time.
 *
 * <p>It is an account of nanoseconds. The share of the time that passes is earned, and each replay
 * pays the time that it took. A full account holds {@link #GO_NANOS} and pays for one go. A go
 * takes that long, or as long as one step of the model: whatever a step costs, all series move at
 * some time. The account may be overdrawn by this, and then takes longer to fill.
 *
 * <p>While waves are full, readings wait, and the task has no time to give away. Then the share is
 * {@link #BACKLOG} of the usual one, so that the readings don't wait for takeovers, and series
 * still move on a task that is always behind.
 */
public final class TakeoverBudget {
  /** How long a go replays: until then the waves behind it wait. */
  static final long GO_NANOS = 1_000_000;

  /** The part of the share that is earned while readings wait. */
  static final double BACKLOG = 0.1;

  private final double share;
  private final LongSupplier clock;

  private double rate;
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
    this.rate = share;
    this.clock = clock;
    earnedUntil = clock.getAsLong();
  }

  /** Says whether readings wait. What was earned until now stays. */
  void backlog(boolean isBehind) {
    earn();
    rate = isBehind ? BACKLOG * share : share;
  }

  /** Whether it pays for a go. */
  boolean isFull() {
    return nanosUntilFull() == 0;
  }

  /** How long it takes until it pays for a go. */
  long nanosUntilFull() {
    earn();
    return (long) ((GO_NANOS - saved) / rate);
  }

  private void earn() {
    long now = clock.getAsLong();
    saved = Math.min(GO_NANOS, saved + rate * (now - earnedUntil));
    earnedUntil = now;
  }

  /** Pays for replays. */
  void pay(long nanos) {
    saved -= nanos;
  }
}

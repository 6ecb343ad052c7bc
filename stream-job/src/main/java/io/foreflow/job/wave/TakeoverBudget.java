package io.foreflow.job.wave;

import java.util.function.LongSupplier;

/**
 * The time that a task spends on takeovers: at most a share of all time.
 *
 * <p>It is an account of nanoseconds. The share of the time that passes is earned, and each replay
 * pays the time that it took. The account holds at most {@link #MOST_NANOS}. This bounds how long
 * one wave replays, and so how long the waves behind it wait.
 *
 * <p>Series that replay together are much cheaper than one by one. So the account is filled before
 * it is spent. A full account pays for one wave's replay: as many series as it holds time for, by
 * what a series cost last time. If a wave has fewer series that want to move, the next wave spends
 * the rest. A full account always pays for at least one series, whatever that costs, so that all of
 * them move at some time. The account may be overdrawn by this, and then takes longer to fill.
 */
public final class TakeoverBudget {
  /** How much time is saved at most. */
  static final long MOST_NANOS = 20_000_000;

  private final double share;
  private final LongSupplier clock;

  private double saved = MOST_NANOS;
  private double nanosOfSeries = MOST_NANOS;
  private boolean spending;
  private long earnedUntil;
  private int left;

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

  /** Decides how many series may move in the next wave. */
  void beginWave() {
    long now = clock.getAsLong();
    saved = Math.min(MOST_NANOS, saved + share * (now - earnedUntil));
    earnedUntil = now;
    spending |= saved >= MOST_NANOS;
    left = spending ? Math.max(1, (int) (saved / nanosOfSeries)) : 0;
  }

  /** Takes the turn of one series. False if the series has to wait. */
  boolean take() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }

  /** Pays for the series that moved in this wave. */
  void pay(int series, long nanos) {
    saved -= nanos;
    nanosOfSeries = Math.max(1, (double) nanos / series);
    spending = left > 0 && saved >= nanosOfSeries;
  }
}

package io.foreflow.job.transaction;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many transactions the jobs in this process may have lost. It outlives the tasks that found
 * out, as their metrics do not, for a command that runs a job and then says how it went.
 */
public final class LostTransactions {
  private static final AtomicLong COUNT = new AtomicLong();

  private LostTransactions() {}

  static void add() {
    COUNT.incrementAndGet();
  }

  /** The number since the process started. */
  public static long inThisProcess() {
    return COUNT.get();
  }
}

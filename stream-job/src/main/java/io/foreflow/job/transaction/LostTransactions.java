package io.foreflow.job.transaction;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The number of transactions that the jobs in this process may have lost. Unlike metrics it
 * outlives the tasks that found out, for a command that runs a job and then reports how it went.
 */
public final class LostTransactions {
  private static final AtomicLong COUNT = new AtomicLong();

  private LostTransactions() {}

  static void add() {
    COUNT.incrementAndGet();
  }

  /** The number of lost transactions since the process started. */
  public static long inThisProcess() {
    return COUNT.get();
  }
}

package io.foreflow.job.transaction;

import java.util.List;

/**
 * A transaction of a pipeline that has neither been committed nor aborted.
 *
 * @param id the transactional id
 * @param producerId who has it at the brokers
 * @param producerEpoch which of the producers that had this id so far
 * @param startMillis when its first record was written, in epoch milliseconds
 * @param timeoutMillis after how long the brokers abort it
 * @param partitions where it holds readers of committed records back, as topic-partition
 */
public record OpenTransaction(
    String id,
    long producerId,
    int producerEpoch,
    long startMillis,
    long timeoutMillis,
    List<String> partitions) {

  public OpenTransaction {
    partitions = List.copyOf(partitions);
  }

  /** Until when it is open if nobody ends it, in epoch milliseconds. */
  public long endMillis() {
    return startMillis + timeoutMillis;
  }
}

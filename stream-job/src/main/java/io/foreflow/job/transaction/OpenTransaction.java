package io.foreflow.job.transaction;

import java.util.List;

/**
 * A transaction of a pipeline that has neither been committed nor aborted.
 *
 * @param id the transactional id
 * @param producerId the producer that has it at the brokers
 * @param producerEpoch which of the producers of this id it is
 * @param startMillis when its first record was written, in epoch milliseconds
 * @param timeoutMillis how long until the brokers abort it
 * @param partitions the partitions where it holds readers of committed records back, as
 *     topic-partition
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

  /** When the brokers abort it if nobody ends it, in epoch milliseconds. */
  public long endMillis() {
    return startMillis + timeoutMillis;
  }
}

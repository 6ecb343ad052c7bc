package io.foreflow.job.transaction;

import java.util.OptionalLong;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * What became of a transaction that the sink had prepared, judged by what the broker says of its
 * transactional id.
 *
 * <p>A broker tells only how the last transaction of an id ended, and under which epoch. The epoch
 * grows by one when a producer takes the id anew, when the broker ends a transaction that timed
 * out, and, since {@code transaction.version=2}, with each end. The sink takes an id anew only
 * after the transaction before has ended, so an epoch further on means that ours has ended before;
 * if it was lost, that was said then.
 */
enum TransactionOutcome {
  /** Still to be committed. */
  OPEN,
  /** It was committed before. */
  COMMITTED,
  /** It was aborted: its records are never seen. */
  LOST,
  /** The broker has forgotten the id. */
  UNKNOWN;

  /**
   * The outcome of a transaction that a checkpoint has restored.
   *
   * @param now the time, in epoch milliseconds: a transaction that is younger than its timeout was
   *     not aborted for its age
   */
  static TransactionOutcome ofRestored(
      KafkaCommittable prepared, TransactionDescription found, long now) {
    if (found.transactionTimeoutMs() == TransactionIds.ABORTED_BY_HAND_MILLIS
        && !isSame(prepared, found)) {
      return LOST;
    }
    if (found.producerId() != prepared.getProducerId()) {
      return COMMITTED;
    }
    return switch (found.producerEpoch() - prepared.getEpoch()) {
      case 0 -> ofSameEpoch(found.state());
      case 1 -> isAbort(found.state()) && hasTimedOut(found, now) ? LOST : COMMITTED;
      default -> found.producerEpoch() > prepared.getEpoch() ? COMMITTED : UNKNOWN;
    };
  }

  /**
   * The outcome of a transaction whose first commit has failed. Nobody but a stranger can have
   * taken its id since, and that aborts it.
   */
  static TransactionOutcome ofRefused(KafkaCommittable prepared, TransactionDescription found) {
    boolean ours =
        found.producerId() == prepared.getProducerId()
            && found.producerEpoch() - prepared.getEpoch() <= 1;
    return ours && isCommit(found.state()) ? COMMITTED : LOST;
  }

  /** Whether the id has an open transaction that is not the prepared one. */
  static boolean isTakenAnew(KafkaCommittable prepared, TransactionDescription found) {
    return found.state() == TransactionState.ONGOING && !isSame(prepared, found);
  }

  private static boolean isSame(KafkaCommittable prepared, TransactionDescription found) {
    return found.producerId() == prepared.getProducerId()
        && found.producerEpoch() == prepared.getEpoch();
  }

  private static TransactionOutcome ofSameEpoch(TransactionState state) {
    return switch (state) {
      case ONGOING, PREPARE_COMMIT -> OPEN;
      case COMPLETE_COMMIT -> COMMITTED;
      case PREPARE_ABORT, COMPLETE_ABORT, PREPARE_EPOCH_FENCE -> LOST;
      default -> UNKNOWN;
    };
  }

  private static boolean isCommit(TransactionState state) {
    return state == TransactionState.PREPARE_COMMIT || state == TransactionState.COMPLETE_COMMIT;
  }

  private static boolean isAbort(TransactionState state) {
    return state == TransactionState.PREPARE_ABORT || state == TransactionState.COMPLETE_ABORT;
  }

  /**
   * Whether the broker can have ended the last transaction for its age. Under {@code
   * transaction.version=1} the epoch alone does not tell: a task that ends in good order aborts
   * what it had begun under the epoch that follows ours.
   */
  private static boolean hasTimedOut(TransactionDescription found, long now) {
    OptionalLong start = found.transactionStartTimeMs();
    return start.isEmpty() || now - start.getAsLong() >= found.transactionTimeoutMs();
  }
}

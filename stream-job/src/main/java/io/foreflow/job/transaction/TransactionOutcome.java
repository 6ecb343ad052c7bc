package io.foreflow.job.transaction;

import java.util.OptionalLong;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * The outcome of a transaction that the sink had prepared, judged by what the broker says about its
 * transactional id.
 *
 * <p>A broker says only how the last transaction of an id ended, and under which epoch. The epoch
 * grows by one when a producer takes the id again, when the broker ends a transaction that timed
 * out, and, since {@code transaction.version=2}, with each end. The sink takes an id again only
 * after the transaction before has ended. So a later epoch means that our transaction had ended
 * before, and if it was lost, that was reported then.
 */
enum TransactionOutcome {
  /** The transaction is still to be committed. */
  OPEN,
  /** The transaction was committed before. */
  COMMITTED,
  /** The transaction was aborted, and its records are never seen. */
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
   * The outcome of a transaction whose first commit has failed. Only a stranger can have taken its
   * id since, and that aborts it.
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
   * Whether the broker can have ended the last transaction because of its age. Under {@code
   * transaction.version=1} the epoch alone does not show it: a task that ends normally aborts what
   * it had begun under the epoch after ours.
   */
  private static boolean hasTimedOut(TransactionDescription found, long now) {
    OptionalLong start = found.transactionStartTimeMs();
    return start.isEmpty() || now - start.getAsLong() >= found.transactionTimeoutMs();
  }
}

package io.foreflow.job.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a transaction of producer 7, epoch 5, begun at 1,000 with a timeout of 600. */
class TransactionOutcomeTest {
  private static final KafkaCommittable PREPARED =
      new KafkaCommittable(7, (short) 5, "p-forecasts.pool-0-1", null);

  private static TransactionDescription found(long producer, int epoch, TransactionState state) {
    return new TransactionDescription(
        1, state, producer, epoch, 600, OptionalLong.of(1_000), Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "7, 5, ONGOING, OPEN",
    "7, 5, PREPARE_COMMIT, OPEN",
    "7, 5, COMPLETE_COMMIT, COMMITTED", // transaction.version=1
    "7, 6, COMPLETE_COMMIT, COMMITTED", // transaction.version=2
    "7, 6, PREPARE_COMMIT, COMMITTED",
    "8, 0, COMPLETE_COMMIT, COMMITTED", // all epochs of producer 7 are used: FLINK-40689
    "7, 6, EMPTY, COMMITTED", // the task has taken the id again
    "7, 7, ONGOING, COMMITTED",
    "7, 8, COMPLETE_ABORT, COMMITTED",
    "7, 5, COMPLETE_ABORT, LOST",
    "7, 6, COMPLETE_ABORT, LOST", // timed out
    "7, 6, PREPARE_ABORT, LOST",
    "7, 4, COMPLETE_COMMIT, UNKNOWN", // an earlier epoch than ours can't be
  })
  void epochAndStateDecideTheFate(
      long producer, int epoch, TransactionState state, TransactionOutcome expected) {
    assertThat(TransactionOutcome.ofRestored(PREPARED, found(producer, epoch, state), 1_600))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1599, COMMITTED", "1600, LOST"})
  void onlyAnOldTransactionIsLostByAge(long now, TransactionOutcome expected) {
    assertThat(
            TransactionOutcome.ofRestored(
                PREPARED, found(7, 6, TransactionState.COMPLETE_ABORT), now))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 6, PREPARE_COMMIT, COMMITTED", // the broker went away while it committed
    "7, 6, COMPLETE_COMMIT, COMMITTED",
    "7, 5, COMPLETE_COMMIT, COMMITTED",
    "7, 6, COMPLETE_ABORT, LOST",
    "7, 6, ONGOING, LOST", // another pipeline with the same name took the id
    "9, 0, EMPTY, LOST",
  })
  void aRefusedFirstCommitIsLostUnlessCommitted(
      long producer, int epoch, TransactionState state, TransactionOutcome expected) {
    assertThat(TransactionOutcome.ofRefused(PREPARED, found(producer, epoch, state)))
        .isEqualTo(expected);
  }
}

package io.foreflow.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.transaction.OpenTransaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the transactions of a pipeline say that its job still runs. */
class TransactionsRunTest {
  private static final OpenTransaction OLD = open("p-forecasts.pool-0-0", 3, 1_000);
  private static final OpenTransaction YOUNG = open("p-late.pool-1-1", 5, 50_000);
  private static final long NOW = 60_000;

  private static OpenTransaction open(String id, int epoch, long start) {
    return new OpenTransaction(id, 7, epoch, start, 30_000, List.of("forecasts-0"));
  }

  @Test
  void untouchedTransactionsAreDead() {
    assertThat(TransactionsRun.showLife(List.of(OLD, YOUNG), List.of(OLD, YOUNG), NOW)).isFalse();
  }

  @Test
  void brokersEndTransactionsThatAreTooOld() {
    assertThat(TransactionsRun.showLife(List.of(OLD, YOUNG), List.of(YOUNG), NOW)).isFalse();
  }

  @Test
  void onlyAJobEndsAYoungTransaction() {
    assertThat(TransactionsRun.showLife(List.of(OLD, YOUNG), List.of(OLD), NOW)).isTrue();
  }

  @Test
  void onlyAJobBeginsATransaction() {
    OpenTransaction next = open("p-forecasts.pool-0-1", 1, 59_000);
    assertThat(TransactionsRun.showLife(List.of(OLD), List.of(OLD, next), NOW)).isTrue();
  }

  @Test
  void onlyAJobUsesAnIdAgain() {
    OpenTransaction again = open(YOUNG.id(), 6, 59_000);
    assertThat(TransactionsRun.showLife(List.of(YOUNG), List.of(again), NOW)).isTrue();
  }
}

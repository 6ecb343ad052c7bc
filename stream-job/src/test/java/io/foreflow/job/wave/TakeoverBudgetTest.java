package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TakeoverBudgetTest {
  private static final long MILLI = 1_000_000;

  private final AtomicLong clock = new AtomicLong(-7);
  private final TakeoverBudget budget = new TakeoverBudget(0.25, clock::get);

  @Test
  void theFirstGoNeedNotWait() {
    assertThat(budget.isFull()).isTrue();
    assertThat(budget.nanosUntilFull()).isZero();
  }

  @Test
  void aSpentAccountHasToFillAgain() {
    budget.pay(TakeoverBudget.GO_NANOS);
    clock.addAndGet(4 * TakeoverBudget.GO_NANOS - 4);
    assertThat(budget.isFull()).isFalse();
    assertThat(budget.nanosUntilFull()).isEqualTo(4);
    clock.addAndGet(4);
    assertThat(budget.isFull()).isTrue();
  }

  @Test
  void aBacklogOfReadingsSlowsTakeoversDown() {
    budget.pay(TakeoverBudget.GO_NANOS);
    clock.addAndGet(2 * MILLI);
    budget.backlog(true);
    assertThat(budget.nanosUntilFull()).isEqualTo(20 * MILLI);
    clock.addAndGet(10 * MILLI);
    budget.backlog(false);
    assertThat(budget.nanosUntilFull()).isEqualTo(MILLI);
  }

  @Test
  void anOverdrawnAccountTakesLonger() {
    budget.pay(100 * MILLI);
    assertThat(budget.nanosUntilFull()).isEqualTo(400 * MILLI);
  }

  @Test
  void idleTimeIsNotSavedWithoutBound() {
    budget.pay(MILLI);
    clock.addAndGet(3_600_000 * MILLI);
    assertThat(budget.isFull()).isTrue();
    budget.pay(TakeoverBudget.GO_NANOS);
    assertThat(budget.isFull()).isFalse();
  }

  @Test
  void replaysTakeTheShareInTheLongRun() {
    long replayed = 0;
    long begin = clock.get();
    for (int wave = 0; wave < 100_000; wave++) {
      if (budget.isFull()) {
        long nanos = TakeoverBudget.GO_NANOS + wave % 7 * 100_000L;
        clock.addAndGet(nanos);
        budget.pay(nanos);
        replayed += nanos;
      }
      clock.addAndGet(MILLI / 3);
    }
    assertThat((double) replayed / (clock.get() - begin)).isBetween(0.23, 0.25001);
  }
}

package io.foreflow.job.wave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TakeoverBudgetTest {
  private static final long MILLI = 1_000_000;

  private final AtomicLong clock = new AtomicLong(-7);
  private final TakeoverBudget budget = new TakeoverBudget(0.25, clock::get);

  @Test
  void theFirstWaveMovesOneSeries() {
    assertThat(turns()).isEqualTo(1);
  }

  @Test
  void aSpentAccountFillsBeforeSpendingAgain() {
    budget.beginWave();
    assertThat(budget.take()).isTrue();
    budget.pay(1, 8 * MILLI);
    clock.addAndGet(32 * MILLI - 1);
    assertThat(turns()).as("a quarter of almost 32 ms is earned").isZero();
    clock.addAndGet(1);
    assertThat(turns()).as("20 ms pay for two of 8 ms").isEqualTo(2);
  }

  @Test
  void theNextWaveSpendsTheRest() {
    move(1, MILLI);
    clock.addAndGet(4 * MILLI);
    move(5, 5 * MILLI);
    assertThat(turns()).isEqualTo(15);
  }

  @Test
  void aDearSeriesStillMoves() {
    move(1, 100 * MILLI);
    clock.addAndGet(400 * MILLI - 1);
    assertThat(turns()).isZero();
    clock.addAndGet(1);
    assertThat(turns()).isEqualTo(1);
  }

  @Test
  void idleTimeIsNotSavedWithoutBound() {
    move(1, MILLI);
    clock.addAndGet(3_600_000 * MILLI);
    assertThat(turns()).isEqualTo(20);
  }

  @Test
  void replaysTakeTheShareInTheLongRun() {
    long replayed = 0;
    long begin = clock.get();
    for (int wave = 0; wave < 100_000; wave++) {
      int series = turns();
      if (series > 0) {
        long nanos = 500_000 + 100_000L * series;
        budget.pay(series, nanos);
        clock.addAndGet(nanos);
        replayed += nanos;
      }
      clock.addAndGet(3 * MILLI);
    }
    assertThat((double) replayed / (clock.get() - begin)).isBetween(0.23, 0.25001);
  }

  /** Lets series move in the next wave, as many as may. */
  private int turns() {
    budget.beginWave();
    int turns = 0;
    while (budget.take()) {
      turns++;
    }
    return turns;
  }

  private void move(int series, long nanos) {
    budget.beginWave();
    for (int i = 0; i < series; i++) {
      assertThat(budget.take()).isTrue();
    }
    budget.pay(series, nanos);
  }
}

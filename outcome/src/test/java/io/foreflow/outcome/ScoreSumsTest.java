package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.wire.StepScore;
import org.junit.jupiter.api.Test;

final class ScoreSumsTest {

  private final Memories memory = Memories.ofHorizon(1, false);
  private final ScoreSums sums = new ScoreSums(memory.plan);

  private void meet(long slot, double middle, double naive, double reading) {
    memory.memory.begin(memory.bytes, 0, 2, 1_000_000, false);
    memory.meet(slot, 0);
    memory.remember(middle, naive);
    sums.add(memory.meet(slot + 1, reading));
  }

  @Test
  void sumsErrorsInScales() {
    meet(1, 10, 14, 10.5);
    meet(5, 10, 8, 12);

    // The scale is near 2: it follows the errors of the naive forecast a little.
    assertThat(sums.forecasts(0)).isEqualTo(2);
    assertThat(sums.inside(0)).isEqualTo(1);
    assertThat(sums.compared(0)).isEqualTo(2);
    assertThat((double) sums.errors(0) / StepScore.UNIT).isCloseTo(2.5 / 2, within(0.01));
    assertThat((double) sums.naiveErrors(0) / StepScore.UNIT).isCloseTo(7.5 / 2, within(0.01));
    assertThat(sums.score(0).coverage()).isEqualTo(0.5);
    assertThat(sums.score(0).mase()).isCloseTo(2.5 / 7.5, within(0.001));
    assertThat(sums.score(0).meanLoss()).isPositive();
  }

  @Test
  void replayedForecastsDoNotCount() {
    memory.memory.begin(memory.bytes, 0, 2, 1, true);
    memory.meet(1, 0);
    memory.remember(10);
    sums.add(memory.meet(2, 10));

    assertThat(memory.met.size()).isEqualTo(1);
    assertThat(sums.forecasts(0)).isZero();
    assertThat(sums.score(0).coverage()).isNaN();
  }

  @Test
  void seriesWithoutScaleDoesNotCount() {
    memory.memory.begin(memory.bytes, 0, 0, 0, false);
    memory.meet(1, 0);
    memory.remember(10, Double.NaN);
    sums.add(memory.meet(2, 10));

    assertThat(sums.forecasts(0)).isZero();
  }

  @Test
  void forecastWithoutNaiveOneIsNotCompared() {
    meet(1, 10, Double.NaN, 10.5);

    assertThat(sums.forecasts(0)).isEqualTo(1);
    assertThat(sums.compared(0)).isZero();
    assertThat(sums.score(0).mase()).isNaN();
  }

  @Test
  void sumsOfPartsEqualTheWhole() {
    ScoreSums whole = new ScoreSums(memory.plan);
    ScoreSums parts = new ScoreSums(memory.plan);
    for (int i = 0; i < 100; i++) {
      meet(10L * i, i, i / 3.0, i / 7.0);
      whole.add(memory.met);
      if (i % 10 == 9) {
        parts.add(sums);
        sums.clear();
      }
    }

    assertThat(parts.errors(0)).isEqualTo(whole.errors(0)).isPositive();
    assertThat(parts.losses(0)).isEqualTo(whole.losses(0)).isPositive();
    assertThat(parts.naiveErrors(0)).isEqualTo(whole.naiveErrors(0)).isPositive();
    assertThat(parts.forecasts(0)).isEqualTo(100);
  }

  @Test
  void faultCountsForTheLargestError() {
    meet(1, 10, 10, 1e30);

    assertThat(sums.errors(0)).isLessThanOrEqualTo(1_000_000 * StepScore.UNIT);
  }
}

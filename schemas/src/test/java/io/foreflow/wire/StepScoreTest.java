package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StepScoreTest {
  private static final StepScore FIRST =
      new StepScore(2, 10, 7, 3_000_000, 8, 4_000_000, 5_000_000);
  private static final StepScore SECOND =
      new StepScore(2, 30, 25, 1_000_000, 30, 2_000_000, 3_000_000);

  @Test
  void sumsOfPartsAddUpToTheWhole() {
    assertThat(FIRST.plus(SECOND))
        .isEqualTo(new StepScore(2, 40, 32, 4_000_000, 38, 6_000_000, 8_000_000));
    assertThat(FIRST.plus(SECOND)).isEqualTo(SECOND.plus(FIRST));
  }

  @Test
  void figuresAreQuotientsOfSums() {
    StepScore both = FIRST.plus(SECOND);
    assertThat(both.coverage()).isEqualTo(0.8);
    assertThat(both.mase()).isEqualTo(0.75);
    assertThat(both.meanLoss()).isEqualTo(0.1);
  }

  @Test
  void figuresOfNothingAreNaN() {
    StepScore nothing = new StepScore(1, 0, 0, 0, 0, 0, 0);
    assertThat(nothing.coverage()).isNaN();
    assertThat(nothing.mase()).isNaN();
    assertThat(nothing.meanLoss()).isNaN();
  }

  @Test
  void scoresOfOtherStepsAreNotAdded() {
    assertThatThrownBy(() -> FIRST.plus(new StepScore(3, 1, 1, 1, 1, 1, 1)))
        .hasMessage("found scores of steps 2 and 3, allowed: of one step");
  }
}

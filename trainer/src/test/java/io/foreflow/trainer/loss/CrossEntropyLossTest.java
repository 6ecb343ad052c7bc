package io.foreflow.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.evaluation.backtest.Direction;
import io.foreflow.trainer.loop.EngineSetup;
import org.junit.jupiter.api.Test;

class CrossEntropyLossTest {

  private static final Direction DIRECTION = new Direction(0.5);

  /** Scores of one slot with a horizon of 2: down, flat and up, each for both steps. */
  private static final float[] SCORES = {1, 0, 2, 0, 3, 0};

  @Test
  void isTheLogarithmOfTheOutcomesProbability() {
    double sum = Math.exp(1) + Math.exp(2) + Math.exp(3);

    assertThat(loss(-0.6f, 9, 1, 0)).isCloseTo((float) (Math.log(sum) - 1), within(1e-5f));
    assertThat(loss(0.5f, 9, 1, 0)).isCloseTo((float) (Math.log(sum) - 2), within(1e-5f));
    assertThat(loss(0.51f, 9, 1, 0)).isCloseTo((float) (Math.log(sum) - 3), within(1e-5f));
    assertThat(loss(0.51f, 9, 1, 1))
        .isCloseTo((float) ((Math.log(sum) - 3 + Math.log(3)) / 2), within(1e-5f));
    assertThat(loss(0.51f, 9, 0, 0)).isZero();
  }

  @Test
  void theFlatBandWidensByRootOfStep() {
    assertThat(DIRECTION.of(0.5, 1)).isEqualTo(1);
    assertThat(DIRECTION.of(-0.51, 1)).isEqualTo(0);
    assertThat(DIRECTION.of(0.99, 4)).isEqualTo(1);
    assertThat(DIRECTION.of(1.01, 4)).isEqualTo(2);
  }

  private static float loss(float move1, float move2, float mask1, float mask2) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      Shape targets = new Shape(1, 1, 2);
      return new CrossEntropyLoss(DIRECTION)
          .mean(
              manager.create(SCORES, new Shape(1, 1, 6)),
              manager.create(new float[] {move1, move2}, targets),
              manager.create(new float[] {mask1, mask2}, targets))
          .getFloat();
    }
  }
}

package io.foreflow.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointLossTest {

  private static final float[] TARGETS = {3, -5};
  private static final float[] ALL = {1, 1};

  /**
   * The loss of one series, one slot and a horizon of 2. Both forecasts are 1, so the errors are 2
   * and -6.
   */
  private static double loss(Loss loss, float[] targets, float[] mask) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      return mean(
              manager, loss, manager.create(new float[] {1, 1}, new Shape(1, 1, 2)), targets, mask)
          .getFloat();
    }
  }

  private static NDArray mean(
      NDManager manager, Loss loss, NDArray forecast, float[] targets, float[] mask) {
    return loss.mean(
        forecast,
        manager.create(targets, new Shape(1, 1, 2)),
        manager.create(mask, new Shape(1, 1, 2)));
  }

  /** The gradients of the two forecasts. */
  private static float[] slopes(Loss loss) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray forecast = manager.create(new float[] {1, 1}, new Shape(1, 1, 2));
      forecast.setRequiresGradient(true);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        collector.backward(mean(manager, loss, forecast, TARGETS, ALL));
      }
      return forecast.getGradient().toFloatArray();
    }
  }

  @Test
  void squaredLossIsTheMeanSquareOfErrors() {
    PointLoss squared = PointLoss.squared(100);

    assertThat(loss(squared, TARGETS, ALL)).isCloseTo((4 + 36) / 2.0, within(1e-5));
    assertThat(loss(squared, TARGETS, new float[] {1, 0})).isCloseTo(4, within(1e-6));
    assertThat(loss(squared, TARGETS, new float[] {0, 0})).isZero();
    assertThat(slopes(squared)).containsExactly(new float[] {-2, 6}, within(1e-6f));
  }

  @Test
  void absoluteLossIsTheMeanSizeOfErrors() {
    PointLoss absolute = PointLoss.absolute(100);

    assertThat(loss(absolute, TARGETS, ALL)).isCloseTo((2 + 6) / 2.0, within(1e-6));
    assertThat(slopes(absolute)).containsExactly(new float[] {-0.5f, 0.5f}, within(1e-6f));
  }

  @Test
  void huberIsAParabolaContinuedByItsTangent() {
    PointLoss huber = PointLoss.huber(2.5, 100);

    assertThat(loss(huber, TARGETS, new float[] {1, 0})).isCloseTo(2 * 2 / 2.0, within(1e-6));
    assertThat(loss(huber, TARGETS, new float[] {0, 1}))
        .isCloseTo(2.5 * (6 - 2.5 / 2), within(1e-5));
    assertThat(slopes(huber)).containsExactly(new float[] {-2 / 2f, 2.5f / 2}, within(1e-6f));
  }

  @Test
  void errorsBeyondTheCapTeachNothing() {
    assertThat(loss(PointLoss.squared(4), new float[] {1e9f, -1e9f}, ALL))
        .isCloseTo(16, within(1e-4));
    assertThat(slopes(PointLoss.squared(4))).containsExactly(new float[] {-2, 0}, within(1e-6f));
  }

  @Test
  void stepsOfTheHorizonCountByTheirWeights() {
    Loss absolute = PointLoss.absolute(100);

    assertThat(loss(new HorizonWeightedLoss(absolute, List.of(3.0, 1.0)), TARGETS, ALL))
        .isCloseTo((3 * 2 + 1 * 6) / 4.0, within(1e-6));
    assertThat(loss(new HorizonWeightedLoss(absolute, List.of(5.0, 0.0)), TARGETS, ALL))
        .isCloseTo(2, within(1e-6));
    assertThat(loss(new HorizonWeightedLoss(absolute, List.of(7.0, 7.0)), TARGETS, ALL))
        .isCloseTo(loss(absolute, TARGETS, ALL), within(1e-6));
  }

  @Test
  void weightsOfStepsApplyToEveryLevel() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      Loss levels =
          new HorizonWeightedLoss(new PinballLoss(List.of(0.1, 0.9), 100), List.of(3.0, 1.0));
      NDArray forecast = manager.zeros(new Shape(1, 1, 4));

      // Errors of 10 and -2 at both levels: 2 (0.1 + 0.9) / 2 times their size.
      assertThat(mean(manager, levels, forecast, new float[] {10, -2}, ALL).getFloat())
          .isCloseTo((3 * 10 + 1 * 2) / 4f, within(1e-5f));
    }
  }

  @Test
  void aForecastOfSeveralLevelsIsRefused() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray forecast = manager.zeros(new Shape(1, 1, 6));

      assertThatThrownBy(() -> mean(manager, PointLoss.squared(1), forecast, TARGETS, ALL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("one number for each target");
    }
  }
}

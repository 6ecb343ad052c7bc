package io.foreflow.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinballLossTest {

  /** The loss of one series, one slot and a horizon of 2, with forecasts 0 at both levels. */
  private static double loss(PinballLoss loss, float[] targets, float[] mask, float... forecast) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      return loss.mean(
              manager.create(forecast, new Shape(1, 1, forecast.length)),
              manager.create(targets, new Shape(1, 1, 2)),
              manager.create(mask, new Shape(1, 1, 2)))
          .getFloat();
    }
  }

  @Test
  void isTheAbsoluteErrorAtTheMedian() {
    PinballLoss median = new PinballLoss(List.of(0.5), 100);

    assertThat(loss(median, new float[] {3, -5}, new float[] {1, 1}, 1, 1))
        .isCloseTo((2 + 6) / 2.0, within(1e-6));
  }

  @Test
  void weighsMissesByTheLevel() {
    PinballLoss levels = new PinballLoss(List.of(0.1, 0.9), 100);

    // A target 10 above both levels: 0.1 * 10 and 0.9 * 10. A target 10 below both: 0.9 * 10 and
    // 0.1 * 10.
    assertThat(loss(levels, new float[] {10, -10}, new float[] {1, 1}, 0, 0, 0, 0))
        .isCloseTo(2 * (1 + 9 + 9 + 1) / 4.0, within(1e-5));
    // Only the first target counts. The mask excludes the second one, whatever its forecast is.
    assertThat(loss(levels, new float[] {10, 0}, new float[] {1, 0}, 0, 99, 0, 99))
        .isCloseTo(2 * (1 + 9) / 2.0, within(1e-5));
  }

  @Test
  void countsErrorsUpToTheCap() {
    PinballLoss capped = new PinballLoss(List.of(0.5), 4);

    assertThat(loss(capped, new float[] {1e9f, -1e9f}, new float[] {1, 1}, 0, 0))
        .isCloseTo(4, within(1e-5));
  }

  @Test
  void isZeroWhereNothingCounts() {
    PinballLoss median = new PinballLoss(List.of(0.5), 100);

    assertThat(loss(median, new float[] {3, 3}, new float[] {0, 0}, 1, 1)).isZero();
  }
}

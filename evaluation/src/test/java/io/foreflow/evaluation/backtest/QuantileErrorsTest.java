package io.foreflow.evaluation.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.manifest.ForecastKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantileErrorsTest {

  /** Two targets, 10 and 20, with quantiles 0.1, 0.5 and 0.9. */
  private static QuantileErrors two() {
    QuantileErrors errors =
        new QuantileErrors(new ForecastKind.Quantiles(List.of(0.1, 0.5, 0.9)), 0);
    errors.add(10, new float[] {8, 12, 14}, 0, 1);
    errors.add(20, new float[] {21, 22, 24}, 0, 1);
    return errors;
  }

  @Test
  void measuresTheMedianAsByHand() {
    assertThat(two().mae()).isEqualTo(2);
    assertThat(two().rmse()).isEqualTo(2);
    assertThat(two().smape()).isCloseTo((200 * 2.0 / 22 + 200 * 2.0 / 42) / 2, within(1e-12));
  }

  @Test
  void measuresQuantilesAsByHand() {
    // 0.1: 0.1 * 2 and 0.9 * 1; 0.5: 1 and 1; 0.9: 0.1 * 4 and 0.1 * 4.
    double mean = (2 * (0.2 + 0.9) / 30 + 2 * 2.0 / 30 + 2 * 0.8 / 30) / 3;
    assertThat(two().wql()).isCloseTo(mean, within(1e-6));
    assertThat(two().shareBelow()).containsExactly(0.5, 1, 1);
    assertThat(two().metrics()).containsEntry("coverage-80", 0.5);
  }

  @Test
  void targetsOfZeroLeaveNoWeightedLoss() {
    QuantileErrors errors = new QuantileErrors(new ForecastKind.Quantiles(List.of(0.5)), 0);
    errors.add(0, new float[] {1}, 0, 1);

    assertThat(errors.metrics()).doesNotContainKey("wql").containsEntry("mae", 1.0);
  }
}

package io.foreflow.evaluation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NaiveErrorsTest {

  @Test
  void averagesSeasonalChangesBeforeTheEnd() {
    float[] values = {1, 2, 3, 5, Float.NaN, 9};

    assertThat(NaiveErrors.mean(values, 6, 2)).isEqualTo((2 + 3 + 4) / 3.0);
    assertThat(NaiveErrors.mean(values, 4, 2)).isEqualTo((2 + 3) / 2.0);
    assertThat(NaiveErrors.mean(values, 2, 2)).isZero();
  }
}

package io.foreflow.trainer.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangesTest {

  @Test
  void averagesWhatChangedOverASeasonBeforeTheEnd() {
    float[] values = {1, 2, 3, 5, Float.NaN, 9};

    assertThat(Changes.mean(values, 6, 2)).isEqualTo((2 + 3 + 4) / 3.0);
    assertThat(Changes.mean(values, 4, 2)).isEqualTo((2 + 3) / 2.0);
    assertThat(Changes.mean(values, 2, 2)).isZero();
  }
}

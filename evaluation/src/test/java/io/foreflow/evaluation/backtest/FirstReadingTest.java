package io.foreflow.evaluation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import org.junit.jupiter.api.Test;

class FirstReadingTest {

  @Test
  void missingReadingsComeBeforeIt() {
    assertThat(first(Float.NaN, Float.NaN, 3, Float.NaN)).isEqualTo(2);
    assertThat(first(1, 2)).isZero();
    assertThat(first(Float.NaN, Float.NaN)).isEqualTo(2);
  }

  private static int first(float... values) {
    return FirstReading.of(new SeriesHistory("s", 0, values));
  }
}

package io.foreflow.evaluation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstReadingTest {

  @Test
  void missingReadingsComeBeforeIt() {
    assertThat(FirstReading.of(new float[] {Float.NaN, Float.NaN, 3, Float.NaN})).isEqualTo(2);
    assertThat(FirstReading.of(new float[] {1, 2})).isZero();
    assertThat(FirstReading.of(new float[] {Float.NaN, Float.NaN})).isEqualTo(2);
  }
}

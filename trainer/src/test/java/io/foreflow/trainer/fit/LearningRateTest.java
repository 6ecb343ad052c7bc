package io.foreflow.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {

  private final LearningRate rate = new LearningRate(0.01, 200);

  @Test
  void risesOverTheFirstTwentieth() {
    assertThat(rate.at(0)).isCloseTo(0.001f, within(1e-8f));
    assertThat(rate.at(9)).isCloseTo(0.01f, within(1e-8f));
  }

  @Test
  void fallsAsACosineToAHundredth() {
    assertThat(rate.at(105)).isCloseTo(0.00505f, within(1e-6f));
    assertThat(rate.at(200)).isCloseTo(0.0001f, within(1e-8f));
    for (int step = 10; step < 200; step++) {
      assertThat(rate.at(step + 1)).isLessThan(rate.at(step));
    }
  }
}

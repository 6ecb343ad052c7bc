package io.foreflow.trainer.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.options.Settings;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  private static LearningRate rate(ScheduleKind schedule, int steps) {
    return new LearningRate(
        RateConfig.from(
            new Settings().put(RateConfig.SCHEDULE, schedule).put(RateConfig.LEARNING_RATE, 0.01)),
        steps);
  }

  @Test
  void risesOverTheFirstTwentieth() {
    LearningRate rate = rate(ScheduleKind.COSINE, 200);
    assertThat(rate.at(0)).isCloseTo(0.001f, within(1e-8f));
    assertThat(rate.at(9)).isCloseTo(0.01f, within(1e-8f));
  }

  @Test
  void fallsAsACosineToAHundredth() {
    LearningRate rate = rate(ScheduleKind.COSINE, 200);
    assertThat(rate.at(105)).isCloseTo(0.00505f, within(1e-6f));
    assertThat(rate.at(200)).isCloseTo(0.0001f, within(1e-8f));
    for (int step = 10; step < 200; step++) {
      assertThat(rate.at(step + 1)).isLessThan(rate.at(step));
    }
  }

  @Test
  void aConstantRateStaysAtItsPeak() {
    LearningRate rate = rate(ScheduleKind.CONSTANT, 200);
    assertThat(rate.at(0)).isCloseTo(0.001f, within(1e-8f));
    assertThat(rate.at(50)).isEqualTo(0.01f);
    assertThat(rate.at(199)).isEqualTo(0.01f);
  }

  @Test
  void anExponentialRateFallsByAConstantFactor() {
    LearningRate rate = rate(ScheduleKind.EXPONENTIAL, 200);
    float first = rate.at(20) / rate.at(19);
    assertThat(rate.at(150) / rate.at(149)).isCloseTo(first, within(1e-5f));
    assertThat(rate.at(200)).isCloseTo(0.0001f, within(1e-8f));
  }

  @Test
  void aStepRateFallsInEqualStairs() {
    LearningRate rate = rate(ScheduleKind.STEP, 200);
    // The 190 steps after the rise have four stairs, each a factor of the third root of a
    // hundredth.
    assertThat(rate.at(10)).isEqualTo(rate.at(57)).isEqualTo(0.01f);
    assertThat(rate.at(58)).isCloseTo((float) (0.01 * Math.cbrt(0.01)), within(1e-8f));
    assertThat(rate.at(152)).isEqualTo(rate.at(105 + 1));
    assertThat(rate.at(199)).isCloseTo(0.0001f, within(1e-8f));
  }

  @Test
  void oneCycleRisesAndFallsAlongCosines() {
    LearningRate rate = rate(ScheduleKind.ONE_CYCLE, 200);
    assertThat(rate.at(0)).isBetween(0.0004f, 0.0005f);
    assertThat(rate.at(59)).isCloseTo(0.01f, within(1e-8f));
    assertThat(rate.at(29)).isCloseTo((0.01f + 0.0004f) / 2, within(1e-6f));
    assertThat(rate.at(130)).isCloseTo(0.00505f, within(1e-6f));
  }
}

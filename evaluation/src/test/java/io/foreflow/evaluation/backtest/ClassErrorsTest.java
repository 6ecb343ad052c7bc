package io.foreflow.evaluation.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.manifest.ForecastKind;
import org.junit.jupiter.api.Test;

class ClassErrorsTest {

  private static final ForecastKind.Classes MOVES = new ForecastKind.Classes(Direction.CLASSES);

  /** Four targets with simple probabilities. The classes that occurred are 0, 0, 2 and 1. */
  private static ClassErrors four() {
    ClassErrors errors = new ClassErrors(MOVES);
    errors.add(0, new float[] {0.5f, 0.25f, 0.25f}, 0, 1);
    errors.add(0, new float[] {0.25f, 0.5f, 0.25f}, 0, 1);
    errors.add(2, new float[] {0f, 0.5f, 0.5f}, 0, 1);
    errors.add(1, new float[] {0.25f, 0.75f, 0f}, 0, 1);
    return errors;
  }

  @Test
  void errorsEqualThoseComputedByHand() {
    ClassErrors errors = four();

    // Of equally likely classes the first is predicted, so the third target is predicted as flat.
    assertThat(errors.confusion()).isDeepEqualTo(new long[][] {{1, 1, 0}, {0, 1, 0}, {0, 1, 0}});
    assertThat(errors.accuracy()).isEqualTo(0.5);
    // Hits: half of the downs, all of the flats, none of the ups.
    assertThat(errors.balancedAccuracy()).isCloseTo(0.5, within(1e-12));
    // -(ln 1/2 + ln 1/4 + ln 1/2 + ln 3/4) / 4
    assertThat(errors.logLoss())
        .isCloseTo((2 * Math.log(2) + Math.log(4) + Math.log(4 / 3.0)) / 4, within(1e-12));
    // 0.375, 0.875, 0.5 and 0.125
    assertThat(errors.brier()).isCloseTo(1.875 / 4, within(1e-12));
    // (0.25 + 0.0625) / 2, (0.5625 + 0.0625) / 2, 0.25 / 2 and 0.0625 / 2
    assertThat(errors.rps()).isCloseTo((0.3125 + 0.625 + 0.25 + 0.0625) / 8, within(1e-12));
    assertThat(errors.metrics()).hasSize(6).containsEntry("targets", 4.0);
  }

  @Test
  void balancedAccuracyIgnoresClassesThatNeverCame() {
    ClassErrors errors = new ClassErrors(MOVES);
    errors.add(0, new float[] {0.6f, 0.4f, 0f}, 0, 1);
    errors.add(1, new float[] {0.6f, 0.4f, 0f}, 0, 1);

    assertThat(errors.balancedAccuracy()).isEqualTo(0.5);
  }

  @Test
  void anImpossibleOutcomeLeavesNoLogLoss() {
    ClassErrors errors = new ClassErrors(MOVES);
    errors.add(2, new float[] {1f, 0f, 0f}, 0, 1);

    assertThat(errors.logLoss()).isInfinite();
    assertThat(errors.metrics()).doesNotContainKey("log-loss").containsEntry("brier", 2.0);
    // The prediction is as wrong as possible. Flat would have been half as wrong.
    assertThat(errors.rps()).isEqualTo(1);
  }

  @Test
  void calibrationIsMeasuredByTenthsOfProbability() {
    ClassErrors errors = new ClassErrors(MOVES);
    errors.add(0, new float[] {0.25f, 0.75f, 0f}, 0, 1);
    errors.add(1, new float[] {0.28125f, 0.71875f, 0f}, 0, 1);

    assertThat(errors.promised(0)[2]).isCloseTo(0.265625, within(1e-12));
    assertThat(errors.kept(0)[2]).isEqualTo(0.5);
    assertThat(errors.kept(1)[7]).isEqualTo(0.5);
    assertThat(errors.kept(0)[9]).isNaN();
  }

  @Test
  void takesTheStepOutOfRowsOfClasses() {
    ClassErrors errors = new ClassErrors(MOVES);
    // The layout is [class][step] with two steps, and the second step is scored.
    errors.add(1, new float[] {1f, 0.25f, 0f, 0.75f, 0f, 0f}, 1, 2);

    assertThat(errors.accuracy()).isEqualTo(1);
    assertThat(errors.brier()).isEqualTo(0.125);
  }
}

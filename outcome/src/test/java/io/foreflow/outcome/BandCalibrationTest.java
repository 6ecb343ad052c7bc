package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Forecasts of noise whose size the model believes to be 1. */
final class BandCalibrationTest {

  /** Half the width of the band that holds four of five numbers of a normal distribution. */
  private static final double OF_NORMAL = 1.2816;

  private static final int SLOTS = 6000;

  /** What came of one run: by tracked step, coverage and outer loss in the second half. */
  private static final class Run {
    private final double[] coverage = new double[3];
    private final double[] outerLoss = new double[3];
  }

  private static Run run(LongToDoubleFunction size, LongToDoubleFunction level, boolean calibrate) {
    Run run = new Run();
    int[] count = new int[3];
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Memories memory = Memories.ofHorizon(24, calibrate);
      for (long slot = 0; slot < SLOTS; slot++) {
        double reading =
            random.nextGaussian() * size.applyAsDouble(slot) + level.applyAsDouble(slot);
        MetForecasts met = memory.meet(slot, reading);
        for (int i = 0; i < met.size() && slot > SLOTS / 2; i++) {
          int index = met.step(i) == 1 ? 0 : met.step(i) == 12 ? 1 : 2;
          run.coverage[index] += met.inside(i) ? 1 : 0;
          run.outerLoss[index] += 3 * met.loss(i) - met.error(i) / 2;
          count[index]++;
        }
        float[] forecast = Memories.forecast(memory.plan, -OF_NORMAL, 0, OF_NORMAL);
        memory.memory.remember(memory.bytes, 0, forecast, new float[3]);
      }
    }
    for (int i = 0; i < 3; i++) {
      run.coverage[i] /= count[i];
      run.outerLoss[i] /= count[i];
    }
    return run;
  }

  private static void assertCalibrates(
      LongToDoubleFunction size, LongToDoubleFunction level, double mostLoss) {
    Run own = run(size, level, false);
    Run calibrated = run(size, level, true);
    for (int i = 0; i < 3; i++) {
      assertThat(calibrated.coverage[i]).isBetween(0.78, 0.82);
      assertThat(calibrated.outerLoss[i]).isLessThan(mostLoss * own.outerLoss[i]);
    }
  }

  @Test
  void goodBandLosesLittle() {
    assertCalibrates(slot -> 1, slot -> 0, 1.01);
  }

  @Test
  void narrowBandGrows() {
    assertCalibrates(slot -> 2.5, slot -> 0, 0.9);
  }

  @Test
  void wideBandShrinks() {
    assertCalibrates(slot -> 0.4, slot -> 0, 0.8);
  }

  @Test
  void shiftedBandMoves() {
    assertCalibrates(slot -> 1, slot -> 1.5, 0.8);
  }

  @Test
  void followsNoiseThatGrowsForGood() {
    assertCalibrates(slot -> slot < SLOTS / 3 ? 1 : 2, slot -> 0, 0.95);
  }

  @Test
  void sidesMoveApart() {
    SplittableRandom random = new SplittableRandom(4);
    Memories memory = Memories.ofHorizon(1, true);
    double lower = 0;
    double upper = 0;
    int cell = memory.plan.calibrationAt(0);
    for (long slot = 0; slot < SLOTS; slot++) {
      double tail = -Math.log(1 - random.nextDouble());
      memory.meet(slot, random.nextBoolean() ? 3 * tail : -tail);
      memory.memory.remember(
          memory.bytes, 0, Memories.forecast(memory.plan, -1, 0, 1), new float[1]);
      if (slot >= SLOTS / 2) {
        lower += BandCalibration.offset(memory.bytes, cell, BandCalibration.LOWER);
        upper += BandCalibration.offset(memory.bytes, cell, BandCalibration.UPPER);
      }
    }

    // One of ten readings lies below -log 5, and one of ten above 3 log 5; the band is 2 wide.
    assertThat(lower / (SLOTS / 2)).isCloseTo((Math.log(5) - 1) / 2, within(0.1));
    assertThat(upper / (SLOTS / 2)).isCloseTo((3 * Math.log(5) - 1) / 2, within(0.3));
  }
}

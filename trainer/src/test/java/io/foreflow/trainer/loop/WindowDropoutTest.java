package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowDropoutTest {

  private static final int WINDOWS = 50;
  private static final int SLOTS = 3;
  private static final int UNITS = 40;

  private static float[] ofOnes(double rate, long seed) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray ones = manager.ones(new Shape(WINDOWS, SLOTS, UNITS));
      return new WindowDropout(rate, 0, seed, 1, 0, manager).of(ones).toFloatArray();
    }
  }

  @Test
  void dropsTheConfiguredShareAndScalesTheRest() {
    float[] left = ofOnes(0.25, 1);
    int gone = 0;
    for (float unit : left) {
      assertThat(unit).isIn(0f, (float) (1 / 0.75));
      gone += unit == 0 ? 1 : 0;
    }
    assertThat(gone / (double) left.length).isCloseTo(0.25, within(0.04));
  }

  @Test
  void aUnitIsDroppedForAWholeWindow() {
    float[] left = ofOnes(0.5, 2);
    for (int window = 0; window < WINDOWS; window++) {
      for (int unit = 0; unit < UNITS; unit++) {
        int first = window * SLOTS * UNITS + unit;
        for (int slot = 1; slot < SLOTS; slot++) {
          assertThat(left[first + slot * UNITS]).isEqualTo(left[first]);
        }
      }
    }
  }

  @Test
  void theSameSeedDropsTheSameUnits() {
    assertThat(ofOnes(0.5, 3)).isEqualTo(ofOnes(0.5, 3)).isNotEqualTo(ofOnes(0.5, 4));
  }

  @Test
  void aRateOfZeroChangesNothing() {
    assertThat(ofOnes(0, 5)).containsOnly(1f);
  }

  @Test
  void partsOfABatchDropTheSameUnits() {
    float[] whole = ofOnes(0.5, 6);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray part = manager.ones(new Shape(WINDOWS - 20, SLOTS, UNITS));
      assertThat(new WindowDropout(0.5, 0, 6, 1, 20, manager).of(part).toFloatArray())
          .isEqualTo(Arrays.copyOfRange(whole, 20 * SLOTS * UNITS, whole.length));
    }
  }

  @Test
  void partsOfABatchDropEqualStateWeights() {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      NDArray ones = manager.ones(new Shape(60, UNITS));
      float[] first = new WindowDropout(0, 0.3, 7, 1, 0, manager).ofState(ones).toFloatArray();
      float[] other = new WindowDropout(0, 0.3, 7, 1, 20, manager).ofState(ones).toFloatArray();

      int gone = 0;
      for (float weight : first) {
        assertThat(weight).isIn(0f, (float) (1 / 0.7));
        gone += weight == 0 ? 1 : 0;
      }
      assertThat(gone / (double) first.length).isCloseTo(0.3, within(0.04));
      assertThat(other).isEqualTo(first);
      assertThat(new WindowDropout(0.5, 0, 7, 1, 0, manager).ofState(ones)).isSameAs(ones);
    }
  }
}

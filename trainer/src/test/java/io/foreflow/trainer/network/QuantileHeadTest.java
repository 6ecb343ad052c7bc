package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileHeadTest {

  private static final int HORIZON = 6;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9})
  void levelsNeverCrossWhateverTheWeightsAre(int levels) {
    QuantileHead head = new QuantileHead(levels, HORIZON);
    SplittableRandom random = new SplittableRandom(9);
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights none = new LiveWeights(manager, List.of(), new WeightSet(Map.of()));
      int outputs = levels * HORIZON;
      NDArray wild = manager.create(wild(50 * outputs, random), new Shape(1, 50, outputs));

      float[] quantiles = head.forecast(head.sequence(wild, none), none).toFloatArray();

      assertThat(quantiles).hasSize(50 * levels * HORIZON);
      for (int row = 0; row < 50; row++) {
        for (int i = HORIZON; i < levels * HORIZON; i++) {
          int at = row * levels * HORIZON + i;
          assertThat(quantiles[at]).isFinite().isGreaterThanOrEqualTo(quantiles[at - HORIZON]);
        }
      }
    }
  }

  @Test
  void walksStartAsAWideningNormalBand() {
    List<Double> levels = List.of(0.1, 0.5, 0.9);
    QuantileHead head = QuantileHead.ofWalk(levels, HORIZON);
    float[] starts = new float[head.outputs()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = head.start(i);
    }
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights none = new LiveWeights(manager, List.of(), new WeightSet(Map.of()));
      NDArray outputs = manager.create(starts, new Shape(1, 1, starts.length));

      float[] quantiles = head.forecast(head.sequence(outputs, none), none).toFloatArray();

      for (int step = 1; step <= HORIZON; step++) {
        // 1.2816 standard deviations, each 1.2533 mean absolute deviations.
        double expected = 1.2816 * 1.2533 * Math.sqrt(step);
        assertThat(quantiles[step - 1]).isCloseTo((float) -expected, within(1e-3f));
        assertThat(quantiles[HORIZON + step - 1]).isZero();
        assertThat(quantiles[2 * HORIZON + step - 1]).isCloseTo((float) expected, within(1e-3f));
      }
    }
  }

  private static float[] wild(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (30 * random.nextGaussian());
    }
    return numbers;
  }
}

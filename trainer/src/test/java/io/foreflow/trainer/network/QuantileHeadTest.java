package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.fit.EngineSetup;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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

  private static float[] wild(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (30 * random.nextGaussian());
    }
    return numbers;
  }
}

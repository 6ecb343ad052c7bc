package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.fit.EngineSetup;
import io.foreflow.trainer.graph.Tensor;
import java.util.LinkedHashMap;
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
    QuantileHead head = new QuantileHead(levels, HORIZON, 8);
    SplittableRandom random = new SplittableRandom(9);
    List<WeightSpec> specs = head.weights(5, 4);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : specs) {
      tensors.put(
          spec.name(),
          new Tensor(spec.rows(), spec.columns(), wild(spec.rows() * spec.columns(), random)));
    }
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights live = new LiveWeights(manager, specs, new WeightSet(tensors));
      NDArray hidden = manager.create(wild(50 * 5, random), new Shape(1, 50, 5));
      NDArray context = manager.create(wild(50 * 4, random), new Shape(1, 50, 4));

      float[] quantiles = head.sequence(hidden, context, live).toFloatArray();

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

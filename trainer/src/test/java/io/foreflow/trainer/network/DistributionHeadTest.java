package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.Tensor;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistributionHeadTest {

  private static final int HORIZON = 2;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final float LOG_3 = (float) Math.log(3);

  /** The outputs m = 1, s = 3 and m = -2, s = e^-100, which is limited to e^-7. */
  private static final float[] OUTPUTS = {1, -2, LOG_3, -100};

  @Test
  void gaussianQuantilesAreMeanPlusDeviations() {
    float[] found = forecast(new GaussianHead(LEVELS, HORIZON), new WeightSet(Map.of()));

    double far = 1.2815515655446004;
    double narrow = Math.exp(-7);
    float[] expected = {
      (float) (1 - far * 3),
      (float) (-2 - far * narrow),
      1,
      -2,
      (float) (1 + far * 3),
      (float) (-2 + far * narrow)
    };
    assertThat(found).containsExactly(expected, within(1e-6f));
  }

  @Test
  void studentQuantilesUseTheTailsOfEachStep() {
    // There are 3 degrees of freedom at the first step and 30 at the second.
    float[] tails = {0, (float) Math.log(28)};
    WeightSet weights = new WeightSet(Map.of("head.tails.bias", new Tensor(1, HORIZON, tails)));

    float[] found = forecast(new StudentHead(LEVELS, HORIZON), weights);

    double narrow = Math.exp(-7);
    float[] expected = {
      (float) (1 - 1.637744353696209 * 3),
      (float) (-2 - 1.3104150253913955 * narrow),
      1,
      -2,
      (float) (1 + 1.637744353696209 * 3),
      (float) (-2 + 1.3104150253913955 * narrow)
    };
    assertThat(found).containsExactly(expected, within(1e-5f));
  }

  private static float[] forecast(Head head, WeightSet weights) {
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      LiveWeights live = new LiveWeights(manager, head.weights(), weights);
      NDArray outputs = manager.create(OUTPUTS, new Shape(1, 1, OUTPUTS.length));
      return head.forecast(head.sequence(outputs, live), live).toFloatArray();
    }
  }
}

package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.graph.Tensor;
import io.foreflow.trainer.network.LevelMove.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelMoveTest {

  private static final LevelMove FOUR =
      new LevelMove(List.of(0.1, 0.3, 0.5, 0.9), List.of(0.1, 0.3, 0.9));

  @Test
  void aDistanceIsTheOldOnesWithin() {
    assertThat(FOUR.parts(0.1, 0.3)).containsExactly(new Part(0, 0));
    assertThat(FOUR.parts(0.3, 0.9)).containsExactly(new Part(1, 0), new Part(2, 0));
    assertThat(FOUR.parts(0.1, 0.5)).containsExactly(new Part(0, 0), new Part(1, 0));
  }

  @Test
  void otherLevelsFollowTheNormalDistribution() {
    // 1.6449 - 1.2816 standard deviations of 1.2816 - 0.5244.
    assertThat(FOUR.parts(0.05, 0.1))
        .singleElement()
        .satisfies(part -> assertThat(part.gap()).isZero())
        .satisfies(part -> assertThat(part.logShare()).isCloseTo(Math.log(0.4798), within(1e-3)));
    // 1.6449 - 0 of 1.2816.
    assertThat(FOUR.parts(0.5, 0.95))
        .singleElement()
        .satisfies(part -> assertThat(part.gap()).isEqualTo(2))
        .satisfies(part -> assertThat(part.logShare()).isCloseTo(Math.log(1.2835), within(1e-3)));
    double half = FOUR.parts(0.5, 0.7).get(0).logShare();
    double rest = FOUR.parts(0.7, 0.9).get(0).logShare();
    assertThat(Math.exp(half) + Math.exp(rest)).isCloseTo(1, within(1e-12));
  }

  @Test
  void weightsOfASumFollowTheBiases() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    float log3 = (float) Math.log(3);
    tensors.put(HeadLayers.W2, new Tensor(4, 2, new float[] {1, 2, 3, 4, 8, 0, 0, 4}));
    tensors.put(HeadLayers.B2, new Tensor(1, 4, new float[] {7, -2, 0, log3}));

    WeightSet fitted = FOUR.fit(new WeightSet(tensors));

    assertThat(fitted.get(HeadLayers.B2).data())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(7, -2, (float) Math.log(4));
    // A quarter of the second distance and three quarters of the third.
    assertThat(fitted.get(HeadLayers.W2).data())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(1, 2, 3, 4, 2, 3);
  }
}

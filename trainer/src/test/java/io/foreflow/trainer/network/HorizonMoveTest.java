package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.graph.Tensor;
import io.foreflow.trainer.features.FeatureConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HorizonMoveTest {

  /** Two steps, a season of two, and one recent reading: the context has three columns. */
  private static final FeatureConfig TWO_STEPS = new FeatureConfig(3_600_000, 2, 6, List.of(2), 1);

  private static float[] shortcut(int horizon, float... weights) {
    WeightSet fitted =
        new HorizonMove(TWO_STEPS, horizon)
            .fit(new WeightSet(Map.of(Shortcut.WEIGHT, new Tensor(2, 3, weights))), 0);
    return fitted.get(Shortcut.WEIGHT).data();
  }

  @Test
  void aLaterStepReadsItsOwnSeasonBefore() {
    // The weights of step 1 on the reading a season before it are those of step 3 on its own.
    assertThat(shortcut(4, 1, 2, 3, 4, 5, 6))
        .containsExactly(
            1, 2, 0, 0, 3, //
            4, 5, 0, 0, 6, //
            0, 0, 1, 2, 3, //
            0, 0, 4, 5, 6);
  }

  @Test
  void aLostColumnCountsASeasonBefore() {
    // A season before step 2 is the last reading.
    assertThat(shortcut(1, 1, 2, 3, 4, 5, 6)).containsExactly(1, 2 + 3);
  }

  @Test
  void rowsOfEveryLevelFollowTheirSteps() {
    WeightSet fitted =
        new HorizonMove(TWO_STEPS, 3)
            .fit(
                new WeightSet(
                    Map.of(HeadLayers.B2, new Tensor(1, 6, new float[] {1, 2, 3, 4, 5, 6}))),
                0);

    assertThat(fitted.get(HeadLayers.B2).data()).containsExactly(1, 2, 1, 3, 4, 3, 5, 6, 5);
  }
}

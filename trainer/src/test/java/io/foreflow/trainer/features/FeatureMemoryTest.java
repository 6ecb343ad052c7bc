package io.foreflow.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureMemoryTest {
  private static final List<SeriesHistory> THOUSAND_SLOTS =
      List.of(new SeriesHistory("a", 0, new float[400]), new SeriesHistory("b", 0, new float[600]));

  @Test
  void acceptsAHistoryThatFits() {
    new FeatureMemory(996, 1_200_000).require(THOUSAND_SLOTS, 0);
  }

  @Test
  void saysHowManySlotsWouldFit() {
    FeatureMemory memory = new FeatureMemory(996, 850_000);
    assertThatThrownBy(() -> memory.require(THOUSAND_SLOTS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1,000 slots need 0.0 GiB")
        .hasMessageContaining("About 722 slots would fit")
        .hasMessageContaining("FOREFLOW_OPTS=-Xmx1g");
  }

  @Test
  void countsDisturbedCopies() {
    FeatureMemory memory = new FeatureMemory(996, 1_200_000);
    assertThatThrownBy(() -> memory.require(THOUSAND_SLOTS, 1))
        .hasMessageContaining("About 510 slots would fit");
  }

  @Test
  void knowsTheMemoryOfASlot() {
    FeatureConfig config = new FeatureConfig(3_600_000, 24, 168, List.of(24, 168), 24);
    try (FeatureFunction function = new FeatureFunction(config)) {
      SeriesFeatures made = function.run(List.of(new SeriesHistory("a", 0, new float[100]))).get(0);
      int held =
          made.inputs().length
              + made.context().length
              + made.base().length
              + made.scale().length
              + made.seen().length
              + made.readings().length
              + made.level().length;
      assertThat(function.bytesPerSlot()).isEqualTo((long) held / 100 * Float.BYTES);
    }
  }
}

package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.cost.CostProbe;
import io.foreflow.trainer.cost.TrainingCost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostProbeTest {

  private static final List<SeriesHistory> HISTORIES = GeneratedSeries.hourly(70, 200, 6);

  @Test
  void moreStepsTakeMoreTime() {
    TrainingCost few = CostProbe.of(HISTORIES, config(Map.of()), space(Long.MAX_VALUE));
    TrainingCost many =
        CostProbe.of(HISTORIES, config(Map.of("steps", "1000000")), space(Long.MAX_VALUE));

    assertThat(few.seconds()).isPositive();
    assertThat(many.seconds()).isGreaterThan(few.seconds());
    assertThat(few.heapBytes()).isPositive();
    assertThat(few.diskBytes()).isZero();
  }

  @Test
  void featuresBeyondTheHeapTakeDisk() {
    TrainingConfig config = config(Map.of("disturbed", "1", "scale-weight", "1"));

    TrainingSpace small = TrainingSpace.of(config, HISTORIES, space(1_000));
    TrainingSpace large = TrainingSpace.of(config, HISTORIES, space(Long.MAX_VALUE));

    assertThat(small.held()).isFalse();
    assertThat(large.held()).isTrue();
    assertThat(small.featureBytes()).isEqualTo(large.featureBytes());
    // A reading and a scale of each slot and of its copy, the copy's own value, and snapshots.
    assertThat(small.diskBytes()).isGreaterThan(5 * 4 * 70 * 200L);
    assertThat(small.diskBytes()).isLessThan(small.featureBytes());
  }

  private static WorkSpace space(long heapBytes) {
    return WorkSpace.ofTempFolder().withHeapBytes(heapBytes);
  }

  private static TrainingConfig config(Map<String, String> more) {
    return TrainingConfig.builder().set(SmallTraining.options(10)).set(more).build();
  }
}

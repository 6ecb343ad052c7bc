package io.foreflow.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SlotGridTest {
  private final SlotGrid hourly = new SlotGrid(3_600_000);

  @Test
  void aSlotIncludesItsStartWithoutItsEnd() {
    assertThat(hourly.slot(3_599_999)).isEqualTo(0);
    assertThat(hourly.slot(3_600_000)).isEqualTo(1);
    assertThat(hourly.slot(7_199_999)).isEqualTo(1);
  }

  @Test
  void theGridGoesOnBefore1970() {
    assertThat(hourly.slot(-1)).isEqualTo(-1);
    assertThat(hourly.timeOf(-1)).isEqualTo(-3_600_000);
  }

  @Test
  void theStartOfASlotLiesInIt() {
    for (long slot = -3; slot <= 3; slot++) {
      assertThat(hourly.slot(hourly.timeOf(slot))).isEqualTo(slot);
    }
  }

  @Test
  void aCadenceIsAtLeastAMillisecond() {
    assertThatThrownBy(() -> new SlotGrid(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cadenceMillis: found 0, allowed: 1 or more");
  }

  @Test
  void slotTimesBeyondALongAreRefused() {
    assertThatThrownBy(() -> hourly.timeOf(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
  }
}

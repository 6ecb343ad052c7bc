package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ForecastRingTest {

  private static final OutcomePlan PLAN =
      new OutcomePlan(8, Memories.LEVELS, new TrackedSteps(List.of("8")), false);
  private final ForecastRing ring = new ForecastRing(PLAN);
  private final byte[] bytes = new byte[PLAN.bytes()];

  ForecastRingTest() {
    new OutcomeMemory(PLAN).begin(bytes, 0, 1, 1, false);
  }

  private void put(long slot, double lower, double middle, double upper, double naive) {
    ring.fit(bytes, 0, Math.min(lower, naive), Math.max(upper, naive));
    ring.put(bytes, 0, ring.entry(0, 0, slot), lower, middle, upper, naive, 0.25, -0.5);
  }

  private void assertHolds(long slot, double middle, double error) {
    assertThat(ring.middle(bytes, 0, ring.entry(0, 0, slot))).isCloseTo(middle, within(error));
  }

  @Test
  void keepsAFifteenThousandthOfTheRange() {
    put(0, 990, 1000, 1020, 1005);
    put(1, 980, 1007.123, 1020, 1010);

    assertHolds(0, 1000, 40 / 15_000.0);
    assertHolds(1, 1007.123, 40 / 15_000.0);
    int entry = ring.entry(0, 0, 1);
    assertThat(ring.lower(bytes, 0, entry)).isCloseTo(980, within(0.003));
    assertThat(ring.upper(bytes, 0, entry)).isCloseTo(1020, within(0.003));
    assertThat(ring.naive(bytes, 0, entry)).isCloseTo(1010, within(0.003));
    assertThat(ring.lowered(bytes, 0, entry)).isCloseTo(0.25, within(0.02));
    assertThat(ring.raised(bytes, 0, entry)).isCloseTo(-0.5, within(0.04));
  }

  @Test
  void keepsSmallDifferencesOnAHighLevel() {
    put(0, 1_000_000, 1_000_000.5, 1_000_001, 1_000_000);

    assertHolds(0, 1_000_000.5, 1 / 15_000.0);
  }

  @Test
  void makesRoomForALargeNumber() {
    put(0, 9, 10, 11, 10);
    put(1, 9, 10, 11, 100_000);

    assertHolds(0, 10, 100_000 / 15_000.0);
    assertThat(ring.naive(bytes, 0, ring.entry(0, 0, 1))).isCloseTo(100_000, within(7.0));
  }

  @Test
  void isExactAgainAfterALargeNumber() {
    put(0, 9, 10, 11, 100_000);
    ring.clear(bytes, ring.entry(0, 0, 0));
    ring.shrink(bytes, 0);
    put(1, 9, 10.123, 11, 10);
    ring.shrink(bytes, 0);
    put(2, 9, 10.123, 11, 10);

    assertHolds(2, 10.123, 0.001);
  }

  @Test
  void followsALevelThatDriftsAway() {
    for (int slot = 0; slot < 10_000; slot++) {
      double level = slot * 5.0;
      put(slot, level - 10, level + 0.5, level + 10, level);
      assertHolds(slot, level + 0.5, 0.05);
      if (slot >= 7) {
        assertHolds(slot - 7, level - 34.5, 0.05);
      }
    }
  }

  @Test
  void holdsAnyFiniteNumber() {
    put(0, -Float.MAX_VALUE, 0, Float.MAX_VALUE, 0);
    assertThat(ring.upper(bytes, 0, ring.entry(0, 0, 0))).isCloseTo(Float.MAX_VALUE, within(1e35));
    ring.clear(bytes, ring.entry(0, 0, 0));
    put(0, Float.MIN_VALUE, Float.MIN_VALUE, Float.MIN_VALUE, Float.MIN_VALUE);
    ring.shrink(bytes, 0);
    put(1, 0, 0, 0, 0);
    assertHolds(1, 0, 0);
  }

  @Test
  void roundsReadingsLikeTheBand() {
    put(0, 0.1f, 0.2f, 12_345.678f, 0.2f);
    int entry = ring.entry(0, 0, 0);

    assertThat(ring.rounded(bytes, 0, 0.1f)).isEqualTo(ring.lower(bytes, 0, entry));
    assertThat(ring.rounded(bytes, 0, 12_345.678f)).isEqualTo(ring.upper(bytes, 0, entry));
  }
}

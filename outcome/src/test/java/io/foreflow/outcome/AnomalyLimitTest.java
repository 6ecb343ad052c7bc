package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AnomalyLimitTest {

  private static final double SHARE = 1.0 / 168;

  private final byte[] bytes = new byte[AnomalyWatch.BYTES];

  AnomalyLimitTest() {
    AnomalyLimit.begin(bytes, 0);
  }

  private double stricter() {
    return AnomalyLimit.stricter(bytes, 0);
  }

  @Test
  void allowedEpisodesLeaveTheLimitWhereItIs() {
    double before = stricter();
    for (int i = 0; i < 1680; i++) {
      AnomalyLimit.move(bytes, 0, SHARE, 60_000, i % 168 == 100);
    }

    assertThat(stricter()).isCloseTo(before, within(0.01));
  }

  @Test
  void limitMovesFasterAtFirst() {
    double before = stricter();
    AnomalyLimit.move(bytes, 0, SHARE, 101, true);
    double first = stricter() - before;
    AnomalyLimit.move(bytes, 0, SHARE, 60_000, true);

    assertThat(first).isBetween(2.0, 3.0);
    assertThat(stricter() - before - first).isBetween(0.95, 1.05);
  }

  @Test
  void limitHasBounds() {
    for (int i = 0; i < 100; i++) {
      AnomalyLimit.move(bytes, 0, SHARE, 101, true);
    }
    assertThat(stricter()).isEqualTo(8);
    assertThat(AnomalyLimit.length(bytes, 0)).isBetween(20.0, 30.0);
    for (int i = 0; i < 100_000; i++) {
      AnomalyLimit.move(bytes, 0, SHARE, 101, false);
    }
    assertThat(stricter()).isEqualTo(-1);
    assertThat(AnomalyLimit.length(bytes, 0)).isEqualTo(1);
  }
}

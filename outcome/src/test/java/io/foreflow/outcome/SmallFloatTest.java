package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SmallFloatTest {

  @Test
  void keepsSmallNumbersExactly() {
    for (int number = -16; number <= 16; number++) {
      assertThat(SmallFloat.decode(SmallFloat.encode(number))).isEqualTo(number);
    }
  }

  @Test
  void roundsLargeNumbersToFourDigits() {
    for (int number = 1; number < SmallFloat.LARGEST; number += 7) {
      int rounded = SmallFloat.decode(SmallFloat.encode(number));
      assertThat(Math.abs(rounded - number)).isLessThanOrEqualTo(number / 16);
      assertThat(SmallFloat.decode(SmallFloat.encode(-number))).isEqualTo(-rounded);
    }
  }

  @Test
  void keepsEveryCode() {
    for (int code = -Byte.MAX_VALUE; code <= Byte.MAX_VALUE; code++) {
      assertThat(SmallFloat.encode(SmallFloat.decode((byte) code))).isEqualTo((byte) code);
    }
  }

  @Test
  void stopsAtTheLargestNumber() {
    assertThat(SmallFloat.decode(SmallFloat.encode(Integer.MAX_VALUE)))
        .isEqualTo(SmallFloat.LARGEST);
    assertThat(SmallFloat.decode(SmallFloat.encode(Integer.MIN_VALUE)))
        .isEqualTo(-SmallFloat.LARGEST);
  }
}

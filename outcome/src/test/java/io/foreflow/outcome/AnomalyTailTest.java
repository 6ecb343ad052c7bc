package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AnomalyTailTest {

  private final byte[] bytes = new byte[AnomalyTail.BYTES];

  AnomalyTailTest() {
    AnomalyTail.begin(bytes, 0);
  }

  @Test
  void bandEndIsAsLikelyAsItsLevel() {
    assertThat(AnomalyTail.surprise(bytes, 0, 0, 0.1, 0)).isCloseTo(-Math.log(0.1), within(1e-9));
  }

  @Test
  void fartherReadingsAreLessLikely() {
    double last = 0;
    for (double distance = 0; distance < 1e6; distance = 2 * distance + 0.1) {
      double surprise = AnomalyTail.surprise(bytes.clone(), 0, 1, 0.05, distance);
      assertThat(surprise).isGreaterThan(last);
      last = surprise;
    }
  }

  @Test
  void sidesLearnApart() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      AnomalyTail.count(bytes, 0);
      double tail = -Math.log(1 - random.nextDouble());
      AnomalyTail.surprise(bytes, 0, 0, 0.1, tail / 4);
      AnomalyTail.surprise(bytes, 0, 1, 0.1, tail * 4);
    }

    assertThat(Bytes.getFloat(bytes, 0)).isCloseTo(0.25f, within(0.06f));
    assertThat(Bytes.getFloat(bytes, 4)).isCloseTo(4f, within(1f));
    assertThat(AnomalyTail.surprise(bytes.clone(), 0, 0, 0.1, 3))
        .isGreaterThan(AnomalyTail.surprise(bytes.clone(), 0, 1, 0.1, 3));
  }

  @Test
  void readingHardlyOutsideIsNotUnlikely() {
    for (int i = 0; i < 1000; i++) {
      AnomalyTail.count(bytes, 0);
      AnomalyTail.surprise(bytes, 0, 1, 0.1, 0.001);
    }

    assertThat(AnomalyTail.surprise(bytes, 0, 1, 0.1, 0.05)).isLessThan(-Math.log(0.07));
  }

  @Test
  void faultTeachesLittle() {
    AnomalyTail.surprise(bytes, 0, 0, 0.1, 1e9);

    assertThat(Bytes.getFloat(bytes, 0)).isLessThan(2 * 0.37f);
  }
}

package io.foreflow.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignFlipTestTest {

  /** Darwin's 15 pairs of maize plants, of which Fisher counted all patterns of signs by hand. */
  private static final double[] DARWIN = {
    49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
  };

  @Test
  void findsFishersCountForDarwinsMaize() {
    assertThat(SignFlipTest.pValue(DARWIN)).isEqualTo(863.0 / 32768);
  }

  @Test
  void roundingDoesNotChangeTheCount() {
    double[] scaled = Arrays.stream(DARWIN).map(difference -> difference / 10 / 3).toArray();
    assertThat(SignFlipTest.pValue(scaled)).isEqualTo(863.0 / 32768);
  }

  @Test
  void allGainsGiveTheSmallestProbability() {
    assertThat(SignFlipTest.pValue(new double[] {1, 2, 3, 4, 5})).isEqualTo(1.0 / 32);
    assertThat(SignFlipTest.fewest(0.05)).isEqualTo(5);
    assertThat(SignFlipTest.fewest(0.5)).isEqualTo(1);
  }

  @Test
  void noDifferenceIsNoEvidence() {
    assertThat(SignFlipTest.pValue(new double[8])).isEqualTo(1);
    assertThat(SignFlipTest.pValue(new double[100])).isEqualTo(1);
    assertThat(SignFlipTest.pValue(new double[0])).isEqualTo(1);
  }

  @Test
  void manySeriesAreDrawnNearTheExactValue() {
    // 100 differences of size 1, of which 60 are gains: the binomial tail P(X >= 60) is 0.02844.
    double[] differences = new double[100];
    Arrays.fill(differences, 0, 60, 1);
    Arrays.fill(differences, 60, 100, -1);
    double p = SignFlipTest.pValue(differences);
    assertThat(p).isCloseTo(0.02844, within(0.005)).isEqualTo(SignFlipTest.pValue(differences));
  }
}

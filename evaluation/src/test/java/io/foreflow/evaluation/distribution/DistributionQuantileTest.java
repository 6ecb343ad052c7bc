package io.foreflow.evaluation.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares quantiles with those of scipy 1.17. */
class DistributionQuantileTest {

  @ParameterizedTest
  @CsvSource({
    "1e-9, -5.9978070150076865",
    "0.001, -3.090232306167813",
    "0.05, -1.6448536269514729",
    "0.1, -1.2815515655446004",
    "0.3, -0.5244005127080409",
    "0.5, 0",
    "0.9, 1.2815515655446004",
    "0.975, 1.959963984540054"
  })
  void normalQuantilesAreCorrect(double level, double expected) {
    assertThat(NormalQuantile.of(level)).isCloseTo(expected, within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({
    "2.0183156, -9.77461039448115, -1.8781034156869163, -0.6162965675350757, 21.83415765424905",
    "3, -5.840909309733357, -1.6377443536962089, -0.5843897274398188, 10.214531852407383",
    "6.4817, -3.596906131891992, -1.4267385195069098, -0.5511537400376939, 4.9814593938316",
    "30, -2.749995653567226, -1.3104150253913955, -0.5300190039065046, 3.3851848668293045",
    "150.4, -2.608913278329507, -1.2872057678532045, -0.5255137712726526, 3.1453032906269613"
  })
  void studentQuantilesAreCorrect(
      double degrees, double at005, double at1, double at3, double at999) {
    StudentQuantile quantile = new StudentQuantile(degrees);

    assertThat(quantile.of(0.005) / at005).isCloseTo(1, within(1e-7));
    assertThat(quantile.of(0.1) / at1).isCloseTo(1, within(1e-7));
    assertThat(quantile.of(0.3) / at3).isCloseTo(1, within(1e-7));
    assertThat(quantile.of(0.999) / at999).isCloseTo(1, within(1e-7));
  }

  @Test
  void theMiddleIsExactlyInTheMiddle() {
    assertThat(NormalQuantile.of(0.5)).isZero();
    assertThat(new StudentQuantile(4).of(0.5)).isZero();
  }
}

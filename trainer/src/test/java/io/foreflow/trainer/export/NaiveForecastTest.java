package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NaiveForecastTest {

  private static final float NAN = Float.NaN;
  private static final float[] VALUES = {1, 2, 3, 4, NAN, 6, 7, 8};

  @Test
  void takesTheLastKnownReadingOfTheSamePhase() {
    NaiveForecast season = new NaiveForecast(3);

    assertThat(season.of(VALUES, 5, 1)).isEqualTo(4);
    assertThat(season.of(VALUES, 5, 2)).isEqualTo(2);
    assertThat(season.of(VALUES, 5, 3)).isEqualTo(6);
    assertThat(season.of(VALUES, 5, 6)).isEqualTo(6);
    assertThat(new NaiveForecast(1).of(VALUES, 4, 3)).isEqualTo(4);
  }

  @Test
  void hasNothingToSayOfAPhaseNeverRead() {
    assertThat(new NaiveForecast(7).of(VALUES, 3, 1)).isNaN();
  }

  @Test
  void theUnitOfErrorsLeavesMissingReadingsOut() {
    assertThat(NaiveForecast.meanChange(VALUES, 8, 1)).isEqualTo(1);
    assertThat(NaiveForecast.meanChange(VALUES, 4, 3)).isEqualTo(3);
    assertThat(NaiveForecast.meanChange(VALUES, 2, 3)).isZero();
  }
}

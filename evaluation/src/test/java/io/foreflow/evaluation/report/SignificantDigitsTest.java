package io.foreflow.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificantDigitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.65421 | 0.654",
        "0.02366 | 0.0237",
        "5.2668 | 5.27",
        "3.6 | 3.60",
        "18.9634 | 19.0",
        "9.996 | 10.0",
        "129.43 | 129",
        "1234 | 1,230",
        "-0.5 | -0.500",
        "0 | 0",
        "NaN | –",
        "Infinity | –",
        "0.00001234 | 1.23e-05",
        "12345678901 | 1.23e+10"
      })
  void roundsToThreeDigits(double value, String text) {
    assertThat(SignificantDigits.three(value)).isEqualTo(text);
  }
}

package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "1.23456, 1.235",
    "12.3456, 12.35",
    "-123.456, -123.5",
    "9999.94, 9999.9",
    "12345, 12.35k",
    "12345678, 12.35M",
    "12345678901, 12.35G",
    "NaN, -"
  })
  void keepsTheDigitsThatMatter(double value, String text) {
    assertThat(Numbers.compact(value)).isEqualTo(text);
  }

  @Test
  void showsTimesAsPeopleWriteThem() {
    assertThat(Numbers.seconds(Duration.ofMillis(4210))).isEqualTo("4.2 s");
    assertThat(Numbers.seconds(Duration.ofMillis(37_400))).isEqualTo("37 s");
    assertThat(Numbers.seconds(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Numbers.seconds(Duration.ofHours(20))).isEqualTo("20 h 00 min");
  }

  @Test
  void showsSpansInOneUnit() {
    assertThat(Numbers.span(Duration.ofDays(7))).isEqualTo("7 d");
    assertThat(Numbers.span(Duration.ofHours(60))).isEqualTo("2.5 d");
    assertThat(Numbers.span(Duration.ofHours(36))).isEqualTo("36 h");
    assertThat(Numbers.span(Duration.ofMinutes(84))).isEqualTo("84 min");
    assertThat(Numbers.span(Duration.ofSeconds(30))).isEqualTo("30 s");
  }

  @Test
  void separatesThousands() {
    assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Numbers.decimal(Double.NaN, 3)).isEqualTo("-");
  }
}

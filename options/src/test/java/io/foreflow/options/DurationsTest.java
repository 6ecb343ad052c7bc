package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "5 ms, PT0.005S",
    "60s, PT1M",
    " 5m , PT5M",
    "2 Minutes, PT2M",
    "1h, PT1H",
    "3 D, PT72H",
    "1 µs, PT0.000001S",
    "PT90S, PT1M30S",
    "pt1h, PT1H",
    "5  min, PT5M",
    "999999999 d, PT23999999976H"
  })
  void readsNumbersWithUnits(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.parseOrMillis(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "soon", "5", "1.5 s", "-5 s", "5 weeks", "999999999999999999 d"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"5, 5 ms", "0, 0 ms", "1 s, 1 s", "60 s, 1 min", "24 h, 1 d", "1500 ns, 1500 ns"})
  void writesTheLongestUnit(String text, String written) {
    assertThat(Durations.write(Durations.parseOrMillis(text))).isEqualTo(written);
  }
}

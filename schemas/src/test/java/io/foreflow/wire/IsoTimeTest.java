package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @Test
  void timesAreReadAsByJavaTime() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long seconds = (long) (random.nextDouble() * FieldChecks.LATEST_TIME / 1000);
      String text = Instant.ofEpochSecond(seconds).toString();
      assertThat(IsoTime.millis(text)).as(text).isEqualTo(1000 * seconds);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T23:59:59Z",
        "2026-01-31T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-01-31T12:00:00.5Z",
        "2026-01-31T12:00:00+01:00",
        "-0001-01-01T00:00:00Z"
      })
  void unusualTimesAreReadAsByJavaTime(String text) {
    assertThat(IsoTime.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:61Z",
        "2026-01-31 12:00:00Z",
        "2026-01-31T12:00:00X",
        "2026-01-31T12:0a:00Z",
        "٢٠٢٦-01-31T12:00:00Z",
        "2026-01-31T12:00:00",
        ""
      })
  void invalidTimesAreRefused(String text) {
    assertThatThrownBy(() -> IsoTime.millis(text)).isInstanceOf(DateTimeException.class);
  }
}

package io.foreflow.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangePointTest {

  @Test
  void isATimeOrAnOffset() {
    assertThat(RangePoint.parse("2026-01-31"))
        .isEqualTo(new RangePoint.AtTime(Instant.parse("2026-01-31T00:00:00Z")));
    assertThat(RangePoint.parse("2026-01-31T12:00+02:00"))
        .isEqualTo(new RangePoint.AtTime(Instant.parse("2026-01-31T10:00:00Z")));
    assertThat(RangePoint.parse("1000")).isEqualTo(new RangePoint.AtOffset(1000));
    assertThat(RangePoint.parse("0:1000,12:900"))
        .isEqualTo(new RangePoint.AtOffsets(Map.of(0, 1000L, 12, 900L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "0:", "0:1,", "2026-02-30", "2026-01-31T12:00"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> RangePoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is neither a time nor an offset. Allowed: ");
  }
}

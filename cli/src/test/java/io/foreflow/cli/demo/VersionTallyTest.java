package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Forecast;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionTallyTest {

  @Test
  void countsVersionsBySeriesAndTurn() {
    VersionTally tally = new VersionTally();
    for (String version : List.of("1", "1", "2", "1")) {
      tally.seen(forecast("a", version));
    }
    tally.seen(forecast("b", "1"));
    tally.seen(forecast("c", "1"));
    tally.seen(forecast("c", "2"));
    tally.seen(forecast("c", "1"));

    assertThat(tally.seriesOf("1")).isEqualTo(3);
    assertThat(tally.seriesOf("2")).isZero();
    assertThat(tally.forecasts()).isEqualTo(Map.of("1", 6L, "2", 2L));
    assertThat(tally.seriesByTurns())
        .isEqualTo(Map.of(List.of("1", "2", "1"), 2L, List.of("1"), 1L));
  }

  private static Forecast forecast(String series, String version) {
    return Forecast.ofQuantiles(
        series,
        0,
        0,
        "demo",
        version,
        3_600_000,
        Forecast.Status.READY,
        new double[] {0.5},
        new float[] {1});
  }
}

package io.foreflow.console.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scores of live models and of shadows, which are in the same topic. */
class ScoresTest {

  private static final long HOUR = 3_600_000;
  private static final long NOW = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final Arrival ARRIVAL = new Arrival("topic", 0, NOW, true);

  private final PipelineMemory memory =
      new PipelineMemory(new MemoryLimits(10, 10, 5, 1 << 24), () -> Instant.ofEpochMilli(NOW));

  private void forecast(String version, long hour, boolean shadow) {
    memory.forecast(
        Forecast.ofQuantiles(
            "a",
            hour * HOUR,
            hour * HOUR,
            "m",
            version,
            HOUR,
            Forecast.Status.READY,
            new double[] {0.1, 0.5, 0.9},
            new float[3]),
        shadow,
        ARRIVAL);
  }

  private void score(String version, long hour, long errorMicros) {
    StepScore step = new StepScore(1, 10, 7, 5_000_000, 10, errorMicros, 8_000_000);
    memory.score(
        new ForecastScore(
            "a", "m", version, hour * HOUR, hour * HOUR, HOUR, 0.1, 0.9, 2, List.of(step)),
        ARRIVAL);
  }

  private double mase() {
    SeriesQuery all =
        new SeriesQuery("", Optional.empty(), Optional.empty(), SeriesQuery.Sort.NAME, false, 0, 1);
    return memory.list(all).rows().get(0).mase();
  }

  @Test
  void shadowsAreNotInLiveFigures() {
    forecast("1", 0, false);
    forecast("2", 0, true);
    score("1", 1, 4_000_000);
    score("2", 1, 80_000_000);

    assertThat(mase()).isEqualTo(0.5);
    assertThat(memory.scores())
        .extracting(score -> score.model().version(), VersionScore::shadow)
        .containsExactly(tuple("1", false), tuple("2", true));
  }

  @Test
  void scoresMayComeBeforeTheirForecasts() {
    score("1", 1, 4_000_000);
    assertThat(mase()).isEqualTo(0.5);

    forecast("2", 0, false);
    assertThat(mase()).isNaN();
    forecast("1", 1, false);
    assertThat(mase()).isEqualTo(0.5);
  }

  @Test
  void shadowThatTookOverIsLive() {
    forecast("1", 0, false);
    forecast("2", 0, true);
    score("1", 1, 4_000_000);
    score("2", 1, 2_000_000);
    forecast("2", 2, false);

    assertThat(mase()).isEqualTo(6.0 / 16);
    assertThat(memory.scores()).noneMatch(VersionScore::shadow);
  }

  @Test
  void repeatedRecordsCountOnce() {
    forecast("1", 0, false);
    forecast("2", 0, true);
    score("1", 1, 4_000_000);
    score("2", 1, 2_000_000);
    score("1", 1, 8_000_000);
    assertThat(mase()).isEqualTo(0.5);

    score("1", 2, 8_000_000);
    assertThat(mase()).isEqualTo(0.75);
  }

  @Test
  void manyShadowsKeepTheLiveModel() {
    forecast("live", 0, false);
    score("live", 1, 4_000_000);
    for (int shadow = 0; shadow < 20; shadow++) {
      score("shadow-" + shadow, 1, 80_000_000);
    }

    assertThat(mase()).isEqualTo(0.5);
  }
}

package io.foreflow.cli.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.WorkSpace;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of forecasts on the heap and in a file. */
class RecordedForecastsTest {

  private static final int FORECASTS = 500;
  private static final int HORIZON = 4;

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void givesTheFirstForecastOfACutoff(long heapBytes, @TempDir Path folder) {
    TrackedSteps steps = new TrackedSteps(List.of("1", "last"));
    try (RecordedForecasts recorded =
        new RecordedForecasts(steps, false, new WorkSpace(folder, heapBytes))) {
      for (int i = 0; i < FORECASTS; i++) {
        recorded.add(forecast("a", i, "first", i < 2 ? Forecast.Status.WARMING : ready(), i));
        recorded.add(forecast("b", FORECASTS - i, "second", ready(), -i));
      }
      for (int i = 100; i < 200; i++) {
        recorded.add(forecast("a", i, "second", ready(), 9_999));
      }
      recorded.finish();
      recorded.versions().forEach(RecordedForecasts.Version::score);

      assertThat(recorded.repeats()).isEqualTo(100);
      assertThat(recorded.of("c")).isNull();
      SeriesRecording a = Objects.requireNonNull(recorded.of("a"));
      assertThat(a.isReady(a.first())).isFalse();
      assertThat(a.firstOf(version -> version >= 0)).isZero();
      SeriesRecording b = Objects.requireNonNull(recorded.of("b"));
      assertThat(b.firstOf(version -> version == 0)).isEqualTo(-1);
      for (int i = 2; i < FORECASTS; i++) {
        assertThat(emitted(recorded, "a", i)).containsExactly(i, 0, 0, i + 3, -i, 0, 0, -i - 3);
        int own = i - FORECASTS;
        assertThat(emitted(recorded, "b", i))
            .containsExactly(own, 0, 0, own + 3, -own, 0, 0, -own - 3);
      }
    }
  }

  private static Forecast.Status ready() {
    return Forecast.Status.READY;
  }

  private static float[] emitted(RecordedForecasts recorded, String series, long cutoff) {
    float[] quantiles = new float[2 * HORIZON];
    assertThat(recorded.emitted(new Reading(series, cutoff, 1f), ready(), quantiles))
        .isEqualTo(ready());
    return quantiles;
  }

  /** A forecast of two levels, whose steps are apart by one. */
  private static Forecast forecast(
      String series, long cutoff, String version, Forecast.Status status, float first) {
    float[] quantiles = new float[2 * HORIZON];
    for (int step = 0; step < HORIZON; step++) {
      quantiles[step] = first + step;
      quantiles[HORIZON + step] = -first - step;
    }
    return Forecast.ofQuantiles(
        series, cutoff, cutoff, "model", version, 1, status, new double[] {0.1, 0.9}, quantiles);
  }
}

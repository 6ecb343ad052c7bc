package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAccuracyTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  private final LiveAccuracy accuracy = new LiveAccuracy();

  @Test
  void dayCountsOnceALaterOneCame() {
    assertThat(accuracy.newest()).isNaN();
    score("a", "1", 0, 6, 10);
    assertThat(accuracy.newest()).isNaN();
    assertThat(accuracy.newestDay()).isEqualTo(Long.MIN_VALUE);

    score("b", "1", 0, 8, 10);
    score("a", "1", 1, 50, 10);

    assertThat(accuracy.newest()).isEqualTo(0.7);
    assertThat(accuracy.newestDay()).isZero();
    assertThat(accuracy.last(5)).containsExactly(0.7);
  }

  @Test
  void aVersionCountsAfterItsFirstDay() {
    score("a", "1", 0, 10, 10);
    score("a", "1", 1, 10, 10);
    score("a", "2", 1, 2, 10);
    score("a", "2", 2, 3, 10);
    assertThat(accuracy.newest("2")).isNaN();
    assertThat(accuracy.newest()).isEqualTo(0.6);

    score("a", "2", 3, 4, 10);

    assertThat(accuracy.newest("2")).isEqualTo(0.3);
    assertThat(accuracy.newest("1")).isNaN();
    assertThat(accuracy.last(2)).containsExactly(0.6, 0.3);
  }

  private void score(String series, String version, int day, long error, long naive) {
    accuracy.seen(
        new ForecastScore(
            series,
            "demo",
            version,
            day * DAY,
            day * DAY + 23 * HOUR,
            HOUR,
            0.1,
            0.9,
            1,
            List.of(
                new StepScore(
                    1,
                    24,
                    20,
                    StepScore.UNIT,
                    24,
                    error * StepScore.UNIT,
                    naive * StepScore.UNIT))));
  }
}

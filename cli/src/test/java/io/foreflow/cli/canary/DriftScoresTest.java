package io.foreflow.cli.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftScoresTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final long BEGIN = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final DriftCondition TENTH_MORE =
      DriftCondition.parse("scores.mase > 1.1 * baseline for 6h");

  private final DriftScores scores = new DriftScores("m");

  @Test
  void readsConditions() {
    assertThat(TENTH_MORE)
        .isEqualTo(new DriftCondition(LiveFigure.MASE, true, 1.1, true, Duration.ofHours(6)));
    assertThat(DriftCondition.parse(" scores.coverage<0.7 for 2d "))
        .isEqualTo(new DriftCondition(LiveFigure.COVERAGE, false, 0.7, false, Duration.ofDays(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mase > 1 for 6h",
        "scores.rmse > 1 for 6h",
        "scores.mase = 1 for 6h",
        "scores.mase > baseline for 6h",
        "scores.mase > 1.1 * baseline",
        "scores.mase > 1 for 8d",
        "scores.mase > 1 for 0h",
        "scores.mase > 1 for soon",
        ""
      })
  void refusesWhatIsNoCondition(String text) {
    assertThatThrownBy(() -> DriftCondition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("scores.mase > 1.1 * baseline for 6h");
  }

  @Test
  void findsDriftOnceWithABaseline() {
    day("1", 0, 2.0, 300);
    assertThat(find("1", 0)).isEmpty();
    for (int day = 1; day < 7; day++) {
      day("1", day, 0.5, 300);
    }
    assertThat(find("1", 0)).isEmpty();
    day("1", 7, 0.9, 300);
    assertThat(find("1", 0))
        .hasValue(
            "scores.mase was 0.900 for 6 h, and 0.714 in the week before: more than 1.1 times that");
    assertThat(find("1", scores.newest())).isEmpty();
    assertThat(DriftCondition.parse("scores.loss > 0.8 for 1h").holds(0.9, Double.NaN)).isTrue();
  }

  @Test
  void anotherVersionsScoresAreNoDrift() {
    day("1", 0, 0.5, 300);
    day("1", 1, 0.5, 300);
    day("shadow", 1, 9, 300);
    assertThat(find("1", 0)).isEmpty();
    assertThat(find("shadow", 0)).isPresent();
  }

  @Test
  void tooFewForecastsAreNoDrift() {
    day("1", 0, 0.5, 300);
    day("1", 1, 9, 199);
    assertThat(find("1", 0)).isEmpty();
    add("1", 2, new StepScore(1, 300, 0, 0, 0, 0, 0));
    assertThat(find("1", 0)).isEmpty();
  }

  @Test
  void otherModelsDontCount() {
    scores.add(
        new ForecastScore("s", "other", "1", BEGIN, BEGIN, HOUR, 0.1, 0.9, 1, List.of(step(9, 1))));
    assertThat(scores.newest()).isEqualTo(Long.MIN_VALUE);
    assertThat(find("1", 0)).isEmpty();
  }

  private Optional<String> find(String version, long since) {
    return scores.find(TENTH_MORE, version, since);
  }

  private void day(String version, int day, double mase, long forecasts) {
    add(version, day, step(mase, forecasts));
  }

  private void add(String version, int day, StepScore step) {
    long from = BEGIN + day * DAY;
    scores.add(
        new ForecastScore(
            "s", "m", version, from, from + DAY - HOUR, HOUR, 0.1, 0.9, 1, List.of(step)));
  }

  private static StepScore step(double mase, long forecasts) {
    long unit = forecasts * StepScore.UNIT;
    return new StepScore(
        1,
        forecasts,
        forecasts / 2,
        Math.round(mase * unit),
        forecasts,
        Math.round(mase * unit),
        unit);
  }
}

package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTallyTest {

  private final ScoreTally tally = new ScoreTally();

  @Test
  void thereAreNoFiguresWithoutScores() {
    LiveScores none = tally.scores();

    assertThat(none.scored()).isZero();
    assertThat(none.mase()).isNaN();
    assertThat(none.maseSeasonalNaive()).isNaN();
    assertThat(none.coverage()).isNaN();
  }

  @Test
  void forecastsOfAllSeriesAndStepsCountAlike() {
    tally.seen(
        score("a", new StepScore(1, 10, 9, 0, 8, 4_000_000, 6_000_000), step(24, 10, 5, 8, 12)));
    tally.seen(score("b", step(1, 20, 18, 12, 18)));

    LiveScores scores = tally.scores();
    assertThat(scores.scored()).isEqualTo(40);
    assertThat(scores.coverage()).isCloseTo(32 / 40.0, within(1e-12));
    // The first step of a has a seasonal naive forecast for eight of its ten.
    assertThat(scores.mase()).isCloseTo((4 + 8 + 12) / 38.0, within(1e-12));
    assertThat(scores.maseSeasonalNaive()).isCloseTo((6 + 12 + 18) / 38.0, within(1e-12));
  }

  private static StepScore step(int step, int forecasts, int inside, int error, int naiveError) {
    return new StepScore(
        step, forecasts, inside, 0, forecasts, error * StepScore.UNIT, naiveError * StepScore.UNIT);
  }

  private static ForecastScore score(String series, StepScore... steps) {
    return new ForecastScore(series, "m", "1", 0, 1000, 1000, 0.1, 0.9, 2.5f, List.of(steps));
  }
}

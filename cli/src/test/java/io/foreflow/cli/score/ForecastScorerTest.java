package io.foreflow.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One series with a season of two slots. Its history is 10, 20, 13, 24, 12: the seasonal naive errs
 * by 3, 4 and 1 on it, so the unit of error is 8/3.
 */
class ForecastScorerTest {

  private static final SlotGrid GRID = new SlotGrid(1000);
  private static final float[] HISTORY = {10, 20, 13, 24, 12};
  private static final double UNIT = 8.0 / 3;
  private static final long CUTOFF = 104;

  private final ForecastScorer scorer = new ForecastScorer(GRID, List.of(2), 64);

  ForecastScorerTest() {
    scorer.history("a", 100, HISTORY);
  }

  @Test
  void measuresBothForecastsInUnitsOfTheHistory() {
    scorer.forecast(forecast(CUTOFF, 22, 14, 26));
    readings(105, 25, 10, 27);

    // Median: |22-25|, |14-10|, |26-27|. Naive repeats 24, 12, 24: |24-25|, |12-10|, |24-27|.
    Accuracy accuracy = scorer.accuracy();
    assertThat(accuracy.steps()).isEqualTo(3);
    assertThat(accuracy.mase()).isCloseTo(8.0 / 3 / UNIT, within(1e-9));
    assertThat(accuracy.maseSeasonalNaive()).isCloseTo(6.0 / 3 / UNIT, within(1e-9));
  }

  @Test
  void scoresAForecastThatComesAfterItsReadings() {
    readings(105, 25, 10);
    scorer.forecast(forecast(CUTOFF, 22, 14, 26));
    readings(107, 27);

    assertThat(scorer.accuracy().steps()).isEqualTo(3);
    assertThat(scorer.accuracy().mase()).isCloseTo(8.0 / 3 / UNIT, within(1e-9));
  }

  @Test
  void scoresStepsAsTheyMature() {
    scorer.forecast(forecast(CUTOFF, 22, 14, 26));
    readings(105, 25);

    assertThat(scorer.accuracy().steps()).isEqualTo(1);
    assertThat(scorer.accuracy().mase()).isCloseTo(3 / UNIT, within(1e-9));
  }

  @Test
  void leavesOutStepsThatCannotBeCompared() {
    scorer.forecast(forecast(CUTOFF, 22, 14, 26));
    scorer.reading(new Reading("a", GRID.timeOf(105), 25, Reading.NO_COVARIATES));
    // 106 is missing.
    scorer.reading(new Reading("a", GRID.timeOf(107), 27, Reading.NO_COVARIATES));
    assertThat(scorer.accuracy().steps()).isEqualTo(2);

    // The naive forecast of 108 would repeat the missing 106.
    scorer.forecast(forecast(107, 11, 0, 0));
    scorer.reading(new Reading("a", GRID.timeOf(108), 12, Reading.NO_COVARIATES));
    assertThat(scorer.accuracy().steps()).isEqualTo(2);
  }

  @Test
  void countsTheReadingsInTheBand() {
    // The band reaches 2 to either side of the median.
    scorer.forecast(forecast(CUTOFF, 23, 14, 26));
    readings(105, 25, 10, 27);

    assertThat(scorer.accuracy().coverage()).isCloseTo(2.0 / 3, within(1e-9));
  }

  @Test
  void everySeriesHasEqualWeight() {
    scorer.history("b", 100, new float[] {0, 0, 1, 1, 2});
    scorer.forecast(forecast(CUTOFF, 22, 14, 26));
    readings(105, 25, 10, 27);
    Forecast other =
        new Forecast(
            "b",
            GRID.timeOf(CUTOFF),
            0,
            "m",
            "1",
            1000,
            Status.READY,
            new double[] {0.5},
            new float[] {7});
    scorer.forecast(other);
    scorer.reading(new Reading("b", GRID.timeOf(105), 2, Reading.NO_COVARIATES));

    // b's unit is 1 and its one error is 5.
    assertThat(scorer.accuracy().mase()).isCloseTo((8.0 / 3 / UNIT + 5) / 2, within(1e-9));
  }

  @Test
  void comparesWithTheBestOfTheNaiveForecasts() {
    ForecastScorer two = new ForecastScorer(GRID, List.of(2, 1), 64);
    two.history("a", 100, HISTORY);
    two.forecast(forecast(CUTOFF, 22));
    two.reading(new Reading("a", GRID.timeOf(105), 25, Reading.NO_COVARIATES));

    // Repeating two slots errs by |24-25|, repeating the last one by |12-25|.
    assertThat(two.accuracy().maseSeasonalNaive()).isCloseTo(1 / UNIT, within(1e-9));
  }

  @Test
  void hasNoFigureBeforeAnythingMatured() {
    scorer.forecast(forecast(CUTOFF, 22, 14, 26));

    assertThat(scorer.accuracy().mase()).isNaN();
    assertThat(scorer.accuracy().maseSeasonalNaive()).isNaN();
    assertThat(scorer.accuracy().steps()).isZero();
  }

  @Test
  void doesNotScoreAWarmingForecast() {
    Forecast ready = forecast(CUTOFF, 22, 14, 26);
    scorer.forecast(
        new Forecast(
            ready.series(),
            ready.cutoff(),
            0,
            "m",
            "1",
            1000,
            Status.WARMING,
            ready.levels(),
            ready.quantiles()));
    readings(105, 25, 10, 27);

    assertThat(scorer.accuracy().steps()).isZero();
  }

  private void readings(long firstSlot, float... values) {
    for (int i = 0; i < values.length; i++) {
      scorer.reading(
          new Reading("a", GRID.timeOf(firstSlot + i), values[i], Reading.NO_COVARIATES));
    }
  }

  /** Levels 0.1, 0.5 and 0.9, the outer ones 2 away from the median. */
  private static Forecast forecast(long cutoff, float... medians) {
    int horizon = medians.length;
    float[] quantiles = new float[3 * horizon];
    for (int step = 0; step < horizon; step++) {
      quantiles[step] = medians[step] - 2;
      quantiles[horizon + step] = medians[step];
      quantiles[2 * horizon + step] = medians[step] + 2;
    }
    return new Forecast(
        "a",
        GRID.timeOf(cutoff),
        0,
        "m",
        "1",
        1000,
        Status.READY,
        new double[] {0.1, 0.5, 0.9},
        quantiles);
  }
}

package io.foreflow.console.memory;

import io.foreflow.manifest.ForecastKind;
import io.foreflow.series.SlotGrid;

/** What came of forecasts, by the readings that are kept. */
final class Outcomes {

  private static final double[] NO_LEVELS = {};

  private Outcomes() {}

  /** The levels of a forecast of quantiles; none for another kind. */
  static double[] levels(ForecastKind kind) {
    return kind.match(ForecastKind.Quantiles::levels, classes -> NO_LEVELS);
  }

  /** The level nearest to the median. */
  static int middle(double[] levels) {
    int nearest = 0;
    for (int i = 1; i < levels.length; i++) {
      if (Math.abs(levels[i] - 0.5) < Math.abs(levels[nearest] - 0.5)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** The reading of the slot that a step of a forecast is for, counted from 1; NaN without one. */
  static float actual(ReadingRing readings, KeptForecast forecast, int step) {
    if (forecast.hasStepTimes()) {
      return readings.firstIn(forecast.stepTime(step - 1), forecast.stepEnd(step - 1));
    }
    SlotGrid grid = grid(forecast);
    return ofSlot(readings, grid, grid.slot(forecast.cutoff()) + step);
  }

  private static SlotGrid grid(KeptForecast forecast) {
    return new SlotGrid(forecast.shape().cadenceMillis());
  }

  /**
   * The seasonal naive forecast of a step, counted from 1: the reading of the last season that the
   * cutoff knows; NaN without one. Where a market is not always open, no record says which slot is
   * one season before, so it is the reading at the cutoff.
   */
  static float naive(ReadingRing readings, KeptForecast forecast, int step) {
    if (forecast.hasStepTimes()) {
      return readings.firstIn(forecast.cutoff(), forecast.cutoff() + 1);
    }
    SlotGrid grid = grid(forecast);
    int season = Season.slots(forecast.shape().cadenceMillis());
    long target = grid.slot(forecast.cutoff()) + step;
    int seasons = (step + season - 1) / season;
    return ofSlot(readings, grid, target - (long) seasons * season);
  }

  private static float ofSlot(ReadingRing readings, SlotGrid grid, long slot) {
    return readings.firstIn(grid.timeOf(slot), grid.timeOf(slot + 1));
  }

  /** Adds what came of the first step of a forecast, if that reading is there. */
  static void scoreFirstStep(SeriesMemory memory, KeptForecast forecast, LiveScore score) {
    double[] levels = levels(forecast.shape().kind());
    if (levels.length == 0 || !forecast.ready() || forecast.shape().shadow()) {
      return;
    }
    float actual = actual(memory.readings, forecast, 1);
    if (Float.isNaN(actual)) {
      return;
    }
    float naive = naive(memory.readings, forecast, 1);
    int last = levels.length - 1;
    score.add(
        Math.abs((double) actual - forecast.quantile(middle(levels), 0)),
        Math.abs((double) actual - naive),
        actual >= forecast.quantile(0, 0) && actual <= forecast.quantile(last, 0),
        levels[last] - levels[0]);
  }

  /** Whether a reading is the first one of the slot after a forecast's cutoff. */
  private static boolean isFirstOfNextSlot(ReadingRing readings, KeptForecast newest, long time) {
    if (newest.hasStepTimes()) {
      return time >= newest.stepTime(0)
          && time < newest.stepEnd(0)
          && readings.time(readings.firstNotBefore(newest.stepTime(0))) == time;
    }
    SlotGrid grid = grid(newest);
    long slot = grid.slot(time);
    int first = readings.firstNotBefore(grid.timeOf(slot));
    return grid.slot(newest.cutoff()) == slot - 1 && readings.time(first) == time;
  }

  /**
   * Adds what came of the forecasts of the slot before a new reading, whose slot is {@code time}'s.
   */
  static void scoreReading(SeriesMemory memory, long time, LiveScore score) {
    int index = memory.forecasts.lastBefore(time);
    if (index < 0) {
      return;
    }
    KeptForecast newest = memory.forecasts.all().get(index);
    if (!isFirstOfNextSlot(memory.readings, newest, time)) {
      return;
    }
    for (int i = index; i >= 0; i--) {
      KeptForecast forecast = memory.forecasts.all().get(i);
      if (forecast.cutoff() != newest.cutoff()) {
        return;
      }
      scoreFirstStep(memory, forecast, score);
    }
  }
}

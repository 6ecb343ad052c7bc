package io.foreflow.cli.score;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Errors of the forecasts of one series. A step is scored when its reading is known, and only if
 * every naive forecast has a value for it too, so that all are compared on the same steps. Not
 * thread-safe.
 */
final class SeriesScore {

  private final int[] seasons;
  private final double scale;
  private final SlotRing actuals;
  private final ArrayDeque<ForecastBand> pending = new ArrayDeque<>();

  private long steps;
  private long covered;
  private double modelError;
  private final double[] naiveErrors;

  /**
   * @param seasons slots in each season that a naive forecast repeats
   * @param scale the first naive's mean absolute error on the history; NaN or 0 if it cannot be
   *     told
   * @param actuals what is known so far
   */
  SeriesScore(int[] seasons, double scale, SlotRing actuals) {
    this.seasons = seasons;
    this.naiveErrors = new double[seasons.length];
    this.scale = scale;
    this.actuals = actuals;
  }

  void actual(long slot, float value) {
    if (slot <= actuals.last()) {
      return;
    }
    actuals.put(slot, value);
    for (Iterator<ForecastBand> each = pending.iterator(); each.hasNext(); ) {
      ForecastBand forecast = each.next();
      score(forecast, slot);
      if (forecast.lastSlot() <= slot) {
        each.remove();
      }
    }
  }

  void forecast(ForecastBand forecast) {
    long known = Math.min(actuals.last(), forecast.lastSlot());
    for (long slot = forecast.cutoff() + 1; slot <= known; slot++) {
      score(forecast, slot);
    }
    if (forecast.lastSlot() > actuals.last()) {
      pending.add(forecast);
    }
  }

  private void score(ForecastBand forecast, long slot) {
    long step = slot - forecast.cutoff() - 1;
    if (step < 0 || step >= forecast.horizon()) {
      return;
    }
    float actual = actuals.at(slot);
    float median = forecast.median((int) step);
    if (Float.isNaN(actual) || Float.isNaN(median) || !allNaivesKnow(slot, step)) {
      return;
    }
    steps++;
    modelError += Math.abs((double) median - actual);
    for (int i = 0; i < seasons.length; i++) {
      naiveErrors[i] += Math.abs((double) naive(slot, step, seasons[i]) - actual);
    }
    if (forecast.low((int) step) <= actual && actual <= forecast.high((int) step)) {
      covered++;
    }
  }

  private boolean allNaivesKnow(long slot, long step) {
    for (int season : seasons) {
      if (Float.isNaN(naive(slot, step, season))) {
        return false;
      }
    }
    return true;
  }

  /** The newest reading of the same phase that was known at the cutoff. */
  private float naive(long slot, long step, long season) {
    return actuals.at(slot - season * (step / season + 1));
  }

  boolean scored() {
    return steps > 0 && scale > 0;
  }

  double mase() {
    return modelError / steps / scale;
  }

  double maseSeasonalNaive(int number) {
    return naiveErrors[number] / steps / scale;
  }

  long steps() {
    return steps;
  }

  long covered() {
    return covered;
  }
}

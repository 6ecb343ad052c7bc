package io.foreflow.cli.score;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * One series' forecasts against what came. A step is scored once its reading is known, whichever of
 * the two arrives first, and only if the seasonal naive has a value for it too: both are judged on
 * the same steps. Not thread-safe.
 */
final class SeriesScore {

  private final long season;
  private final double scale;
  private final SlotRing actuals;
  private final ArrayDeque<Band> pending = new ArrayDeque<>();

  private long steps;
  private long covered;
  private double modelError;
  private double naiveError;

  /**
   * @param season slots in the season that the naive forecast repeats
   * @param scale the naive's mean absolute error on the history; NaN or 0 if it cannot be told
   * @param actuals what is known so far
   */
  SeriesScore(int season, double scale, SlotRing actuals) {
    this.season = season;
    this.scale = scale;
    this.actuals = actuals;
  }

  void actual(long slot, float value) {
    if (slot <= actuals.last()) {
      return;
    }
    actuals.put(slot, value);
    for (Iterator<Band> each = pending.iterator(); each.hasNext(); ) {
      Band forecast = each.next();
      score(forecast, slot);
      if (forecast.lastSlot() <= slot) {
        each.remove();
      }
    }
  }

  void forecast(Band forecast) {
    long known = Math.min(actuals.last(), forecast.lastSlot());
    for (long slot = forecast.cutoff() + 1; slot <= known; slot++) {
      score(forecast, slot);
    }
    if (forecast.lastSlot() > actuals.last()) {
      pending.add(forecast);
    }
  }

  private void score(Band forecast, long slot) {
    long step = slot - forecast.cutoff() - 1;
    if (step < 0 || step >= forecast.horizon()) {
      return;
    }
    float actual = actuals.at(slot);
    float naive = actuals.at(slot - season * (step / season + 1));
    float median = forecast.median((int) step);
    if (Float.isNaN(actual) || Float.isNaN(naive) || Float.isNaN(median)) {
      return;
    }
    steps++;
    modelError += Math.abs((double) median - actual);
    naiveError += Math.abs((double) naive - actual);
    if (forecast.low((int) step) <= actual && actual <= forecast.high((int) step)) {
      covered++;
    }
  }

  boolean scored() {
    return steps > 0 && scale > 0;
  }

  double mase() {
    return modelError / steps / scale;
  }

  double maseSeasonalNaive() {
    return naiveError / steps / scale;
  }

  long steps() {
    return steps;
  }

  long covered() {
    return covered;
  }
}

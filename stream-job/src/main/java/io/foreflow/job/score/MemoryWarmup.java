package io.foreflow.job.score;

import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.SeasonalNaive;

/**
 * Warms the calibration of series that a model has taken over, while it steps their histories.
 * Nobody receives the forecasts that it makes meanwhile. They are remembered and met as others are,
 * so that bands are calibrated from the first forecast that is emitted, but they are never counted.
 *
 * <p>For each reading of a history: {@link #meet}, and if the forecast is ready, put what {@link
 * #place} names of it into {@link #forecast} and {@link #remember} it. {@link #goLive} in the end.
 */
public final class MemoryWarmup {
  private final ModelScores scores;
  private final int at;
  private final int season;
  private final int[] places;
  private final float[] forecast;
  private final int[] naiveBack;
  private final float[] naive;

  /**
   * @param at where memories begin in states
   * @param season of the seasonal naive forecast
   */
  MemoryWarmup(ModelScores scores, int at, int season) {
    this.scores = scores;
    this.at = at;
    this.season = season;
    OutcomePlan plan = scores.plan();
    int tracked = plan.tracked();
    places = new int[plan.levels() * tracked];
    for (int i = 0; i < places.length; i++) {
      places[i] = i / tracked * plan.horizon() + plan.step(i % tracked) - 1;
    }
    forecast = new float[places.length];
    naiveBack = new int[tracked];
    for (int i = 0; i < tracked; i++) {
      naiveBack[i] = SeasonalNaive.slotsBack(plan.step(i), season);
    }
    naive = new float[tracked];
  }

  /** The numbers of a forecast that are remembered, to be filled by the caller. */
  public float[] forecast() {
    return forecast;
  }

  /** Where one of them is in the forecast of the model. */
  public int place(int index) {
    return places[index];
  }

  /** Takes in a replayed reading. */
  public void meet(byte[] state, long slot, float reading) {
    if (scores.isBegun(state, at)) {
      scores.memory().meet(state, at, slot, reading, scores.met());
    }
  }

  /**
   * Remembers {@link #forecast}, which is ready.
   *
   * @param slot of the reading that it was made from
   * @param index of that reading in the history
   */
  public void remember(byte[] state, long slot, float[] history, int index) {
    if (!scores.isBegun(state, at)) {
      scores.begin(state, at, history, season, true);
      meet(state, slot, history[index]);
    }
    for (int i = 0; i < naive.length; i++) {
      naive[i] = history[naiveBack[i] <= index ? index - naiveBack[i] : index];
    }
    scores.memory().rememberTracked(state, at, forecast, naive);
  }

  /** Ends the replay of a series: what is emitted from now on counts. */
  public void goLive(byte[] state) {
    if (scores.isBegun(state, at)) {
      scores.memory().goLive(state, at);
    }
  }
}

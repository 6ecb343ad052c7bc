package io.foreflow.outcome;

import java.util.Arrays;

/**
 * The seasonal naive forecast of one series: the last reading of the target's own phase of the
 * season. A model that is not better than it has found nothing.
 *
 * <ul>
 *   <li>A missing reading changes nothing. So the forecast is the reading one season before the
 *       target, or two seasons if that one is missing, and so on.
 *   <li>A phase that was never read has the newest reading of all. So this is the forecast while
 *       the history is shorter than the season.
 *   <li>Before the first reading there is no forecast.
 * </ul>
 *
 * <p>The job keeps no such object for a series. The history in its state has the same readings:
 * there, a missing one was imputed by the one of the season before. {@link #slotsBack} finds them.
 */
public final class SeasonalNaive {
  private final float[] ofPhase;
  private float newest = Float.NaN;
  private int next;

  /**
   * The forecast of a series without readings.
   *
   * @param season in slots; 1 for the newest reading of all
   */
  public SeasonalNaive(int season) {
    ofPhase = new float[season];
    Arrays.fill(ofPhase, Float.NaN);
  }

  /** Takes in the reading of the next slot; NaN if it is missing. */
  public void observe(float reading) {
    if (!Float.isNaN(reading)) {
      ofPhase[next] = reading;
      newest = reading;
    }
    next = (next + 1) % ofPhase.length;
  }

  /**
   * The forecast of a step; NaN if there was no reading.
   *
   * @param step from 1, the slot after the last one that was observed
   */
  public float forecast(int step) {
    float found = ofPhase[(next + step - 1) % ofPhase.length];
    return Float.isNaN(found) ? newest : found;
  }

  /**
   * How many slots before the origin the reading lies that is the forecast of a step.
   *
   * @param step from 1
   * @param season in slots; 1 for the newest reading of all
   */
  public static int slotsBack(int step, int season) {
    return (season - step % season) % season;
  }

  /**
   * The mean of |reading - reading one season before|, which is the unit of MASE. Pairs with a
   * missing reading don't count; 0 if there is no pair.
   */
  public static double meanError(float[] history, int season) {
    return meanError(history, history.length, season);
  }

  /** The same of the first slots of a history, or of all if it has fewer. */
  public static double meanError(float[] history, int slots, int season) {
    double sum = 0;
    long pairs = 0;
    for (int i = season; i < Math.min(slots, history.length); i++) {
      double error = Math.abs(history[i] - history[i - season]);
      if (!Double.isNaN(error)) {
        sum += error;
        pairs++;
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }
}

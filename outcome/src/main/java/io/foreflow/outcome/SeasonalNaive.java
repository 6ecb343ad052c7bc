package io.foreflow.outcome;

/**
 * The seasonal naive forecast: the reading of the same phase in the last season known. What is good
 * beside it is good for something.
 */
public final class SeasonalNaive {

  private SeasonalNaive() {}

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
   * The forecast of a step; NaN without history.
   *
   * @param history up to the origin, the newest last; of a history that is too short for the
   *     season, the newest reading is the forecast
   */
  public static float forecast(float[] history, int step, int season) {
    int newest = history.length - 1;
    int back = slotsBack(step, season);
    return newest < 0 ? Float.NaN : history[back <= newest ? newest - back : newest];
  }

  /** The mean of |reading - reading one season before| in a history; 0 without such a pair. */
  public static float meanError(float[] history, int season) {
    double sum = 0;
    int pairs = 0;
    for (int i = season; i < history.length; i++) {
      double error = Math.abs((double) history[i] - history[i - season]);
      if (!Double.isNaN(error)) {
        sum += error;
        pairs++;
      }
    }
    return pairs == 0 ? 0 : (float) (sum / pairs);
  }
}

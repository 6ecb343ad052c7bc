package io.foreflow.evaluation.backtest;

/**
 * The past of the compared series before their first forecast that counts. The baselines learn from
 * this past, and MASE is measured by it.
 *
 * @param season length of the season in slots; 1 if there is none
 * @param parts number of compared parts; a series that starts afresh after a gap has several
 * @param cold number of parts with fewer than {@link #slots} slots
 * @param withoutUnit number of parts that have no MASE, because no two readings are a season apart
 */
public record KnownPast(int season, int parts, int cold, int withoutUnit) {

  /** The number of seasons that a baseline needs to find the season. */
  public static final int SEASONS = 3;

  private static final int WITHOUT_SEASON = 24;

  /** The number of slots that a series needs before its first forecast. */
  public int slots() {
    return needed(season);
  }

  static int needed(int season) {
    return season > 1 ? SEASONS * season : WITHOUT_SEASON;
  }
}

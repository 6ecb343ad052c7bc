package io.foreflow.evaluation.backtest;

/**
 * What was known of the series compared before their first forecast that counts: what the baselines
 * learn from, and what MASE is measured by.
 *
 * @param season in slots; 1 where there is none
 * @param parts how many series were compared, each part of one that starts afresh after a gap
 * @param cold how many of them had fewer than {@link #slots} slots
 * @param withoutUnit how many have no MASE, as there were no two readings a season apart
 */
public record KnownPast(int season, int parts, int cold, int withoutUnit) {

  /** Seasons that a baseline needs to find one. */
  public static final int SEASONS = 3;

  private static final int WITHOUT_SEASON = 24;

  /** How many slots a series needs before its first forecast. */
  public int slots() {
    return needed(season);
  }

  static int needed(int season) {
    return season > 1 ? SEASONS * season : WITHOUT_SEASON;
  }
}

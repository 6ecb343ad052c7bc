package io.foreflow.outcome;

import java.io.Serializable;
import java.time.Duration;

/**
 * When readings that were not forecast make an episode.
 *
 * @param perWeek how many false alarms a series may give in a week, on average
 * @param side the readings that count: those above the band, below it, or both
 * @param absoluteDeadBand readings nearer than this to the middle of the forecast never count
 * @param relativeDeadBand the same as a share of the middle
 * @param hits how many unlikely readings open an episode
 * @param window among how many readings in a row, 1 to 8
 * @param merge an episode ends when this many slots have no unlikely reading
 * @param stuckAfter this many equal readings in a row may mean a stuck sensor; 0 to ignore them
 * @param silentAfter a series without a reading for this many slots is silent; 0 to ignore it
 * @param shield how many unlikely readings of an episode are kept from the model, 0 to 255
 */
public record AnomalyRules(
    double perWeek,
    Side side,
    double absoluteDeadBand,
    double relativeDeadBand,
    int hits,
    int window,
    int merge,
    int stuckAfter,
    int silentAfter,
    int shield)
    implements Serializable {

  /** On which side of the band a reading counts. */
  public enum Side {
    ABOVE,
    BELOW,
    BOTH
  }

  /** One false alarm in a week, on both sides, from one unlikely reading; nothing else. */
  public static final AnomalyRules DEFAULT =
      new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 24, 0, 0);

  /** The most readings of an episode that can be kept from a model. */
  public static final int MOST_SHIELDED = 255;

  private static final double WEEK_MILLIS = Duration.ofDays(7).toMillis();

  public AnomalyRules {
    require(perWeek > 0 && perWeek <= 10_000, "per-week", perWeek, "above 0, up to 10000");
    require(absoluteDeadBand >= 0, "dead-band", absoluteDeadBand, "0 or more");
    require(relativeDeadBand >= 0, "dead-band-relative", relativeDeadBand, "0 or more");
    require(window >= 1 && window <= Byte.SIZE, "window", window, "1 to 8");
    require(hits >= 1 && hits <= window, "hits", hits, "1 to the window, " + window);
    require(merge >= 1, "merge", merge, "1 or more");
    require(stuckAfter >= 0, "stuck-after", stuckAfter, "0 or more");
    require(silentAfter >= 0, "silent-after", silentAfter, "0 or more");
    require(shield >= 0 && shield <= MOST_SHIELDED, "shield", shield, "0 to " + MOST_SHIELDED);
  }

  private static void require(boolean holds, String name, double found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException("found " + name + " = " + found + ", allowed: " + allowed);
    }
  }

  /** The share of readings that may open an episode. */
  double share(long cadenceMillis) {
    return Math.min(1, perWeek * cadenceMillis / WEEK_MILLIS);
  }
}

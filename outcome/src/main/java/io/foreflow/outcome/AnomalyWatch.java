package io.foreflow.outcome;

import io.foreflow.outcome.AnomalyEpisode.Change;
import io.foreflow.outcome.AnomalyEpisode.Kind;
import io.foreflow.outcome.AnomalyRules.Side;
import java.util.Arrays;

/**
 * Watches the readings of a series for what was not forecast. It reports episodes, not points: one
 * opens with an unlikely reading, worsens when a reading is ten times less likely than any before,
 * and closes when there were none for a while. A level that shifts is one episode: it ends when the
 * bands have moved.
 *
 * <p>A reading is unlikely if its probability is below the share of readings that may open an
 * episode. That share follows from the false alarms that are allowed in a week. {@link
 * AnomalyLimit} moves it so that the number holds for any noise.
 *
 * <p>A series that sends nothing can't be seen by its readings. Who knows the time calls {@link
 * #fallSilent}, and {@link #endSilence} for the next reading.
 *
 * <p>A watch is {@value #BYTES} bytes from an offset, and this object holds nothing of a series:
 *
 * <pre>
 * byte  0- 9  {@link AnomalyTail}
 *      10     flags of {@link OpenEpisode}
 *      11     which of the last readings were unlikely, the newest in the lowest bit
 *      12-15  {@link AnomalyLimit}
 *      16-31  {@link OpenEpisode}
 *      32-35  float  the last reading
 *      36-37  ushort how many times it came in a row
 *      38-39  ushort the longest such row so far that was no episode
 * </pre>
 */
public final class AnomalyWatch {
  /** How many bytes a watch takes. */
  public static final int BYTES = 40;

  private static final int RECENT = 11;
  private static final int LAST_READING = 32;
  private static final int SAME = 36;
  private static final int LONGEST_SAME = 38;

  /** An episode worsens when a reading is this much less likely: by a factor of 10. */
  private static final double WORSE = StrictMath.log(10);

  /** No reading counts as less likely than e to the minus this. */
  private static final double MOST_SURPRISE = 60;

  private static final double NARROWEST = 1.0 / 64;

  private final AnomalyRules rules;
  private final double lowerMiss;
  private final double upperMiss;
  private final double share;
  private final double limit;

  /** Watches the series of a model. */
  public AnomalyWatch(AnomalyRules rules, OutcomePlan plan, long cadenceMillis) {
    if (!plan.hasBand()) {
      throw new IllegalArgumentException(
          "found a model without levels on both sides of 0.5, allowed: a model with a band");
    }
    this.rules = rules;
    lowerMiss = plan.lowest();
    upperMiss = 1 - plan.highest();
    share = rules.share(cadenceMillis);
    double sides = rules.side() == Side.BOTH ? 2 : 1;
    // n of m independent readings are unlikely about as often as m over n times the n-th power.
    limit = -(StrictMath.log(share / sides) - StrictMath.log(waysToOpen(rules))) / rules.hits();
  }

  /** In how many ways the other hits lie among the readings before the last. */
  private static double waysToOpen(AnomalyRules rules) {
    double ways = 1;
    for (int i = 1; i < rules.hits(); i++) {
      ways = ways * (rules.window() - i) / i;
    }
    return ways;
  }

  /** Whether a watch was begun. Zeros are none. */
  public static boolean isBegun(byte[] bytes, int at) {
    return OpenEpisode.isBegun(bytes, at);
  }

  /** Makes a watch of a series that has seen nothing. */
  public static void begin(byte[] bytes, int at) {
    Arrays.fill(bytes, at, at + BYTES, (byte) 0);
    OpenEpisode.begin(bytes, at);
    AnomalyTail.begin(bytes, at);
    AnomalyLimit.begin(bytes, at);
    Bytes.putFloat(bytes, at + LAST_READING, Float.NaN);
  }

  /**
   * Takes in a reading that met a forecast of the first step. A reading that met none, because it
   * is missing or the series is warming or behind a gap, is not to be shown here: it is silence.
   *
   * @param met with the forecast of the first tracked step at index 0
   * @param episode is filled with what the reading did
   */
  public void observe(
      byte[] bytes, int at, long slot, float reading, MetForecasts met, AnomalyEpisode episode) {
    episode.clear();
    AnomalyTail.count(bytes, at);
    double surprise = surprise(bytes, at, reading, met);
    boolean warm = AnomalyTail.readings(bytes, at) > AnomalyTail.FEWEST_READINGS;
    boolean unlikely = warm && surprise >= limit + AnomalyLimit.stricter(bytes, at) / rules.hits();
    if (unlikely) {
      episode.setProbability(probability(surprise));
    }
    int recent = (bytes[at + RECENT] << 1) | (unlikely ? 1 : 0);
    bytes[at + RECENT] = (byte) recent;
    boolean stuck = isStuck(bytes, at, reading, warm);
    if (OpenEpisode.isOpen(bytes, at)) {
      goOn(bytes, at, slot, unlikely, stuck, surprise, reading > met.middle(0), episode);
    } else if (stuck) {
      OpenEpisode.openStuck(bytes, at, slot, same(bytes, at));
      OpenEpisode.report(bytes, at, slot, Change.OPENED, episode);
    } else if (unlikely && hits(recent) >= rules.hits()) {
      OpenEpisode.open(bytes, at, slot, surprise, reading > met.middle(0));
      OpenEpisode.report(bytes, at, slot, Change.OPENED, episode);
      episode.setShielded(isShielded(bytes, at));
    }
    if (warm) {
      boolean opened = episode.change() == Change.OPENED;
      AnomalyLimit.move(bytes, at, share, AnomalyTail.readings(bytes, at), opened);
    }
  }

  private int hits(int recent) {
    return Integer.bitCount(recent & ((1 << rules.window()) - 1));
  }

  private static double probability(double surprise) {
    return StrictMath.exp(-Math.min(surprise, MOST_SURPRISE));
  }

  /** How unlikely a reading is, 0 if it doesn't count. */
  private double surprise(byte[] bytes, int at, float reading, MetForecasts met) {
    double middle = met.middle(0);
    boolean above = reading > met.upper(0);
    if (!above && reading >= met.lower(0)) {
      return 0;
    }
    double end = above ? met.upper(0) : met.lower(0);
    double half = Math.max(Math.abs(end - middle), met.scale() * NARROWEST);
    if (half == 0) {
      return 0;
    }
    double surprise =
        AnomalyTail.surprise(
            bytes,
            at,
            above ? 1 : 0,
            above ? upperMiss : lowerMiss,
            Math.abs(reading - end) / half);
    double deadBand =
        Math.max(rules.absoluteDeadBand(), rules.relativeDeadBand() * Math.abs(middle));
    boolean counts =
        rules.side() != (above ? Side.BELOW : Side.ABOVE) && Math.abs(reading - middle) >= deadBand;
    return counts ? Math.min(surprise, MOST_SURPRISE) : 0;
  }

  /**
   * Whether the same reading has come so often that a sensor is stuck: longer than the rules say,
   * and twice as long as ever before without an episode. So nights of zeros are no episode. A
   * series that has had many episodes has to repeat itself longer to open one.
   */
  private boolean isStuck(byte[] bytes, int at, float reading, boolean warm) {
    int same = same(bytes, at);
    int longest = Bytes.getShort(bytes, at + LONGEST_SAME) & MemoryHeader.UNSIGNED;
    boolean again = reading == Bytes.getFloat(bytes, at + LAST_READING);
    if (!again && !OpenEpisode.isStuck(bytes, at)) {
      longest = Math.max(longest, same);
      Bytes.putShort(bytes, at + LONGEST_SAME, longest);
    }
    same = again ? Math.min(same + 1, MemoryHeader.UNSIGNED) : 1;
    Bytes.putShort(bytes, at + SAME, same);
    Bytes.putFloat(bytes, at + LAST_READING, reading);
    double length = OpenEpisode.isStuck(bytes, at) ? 1 : AnomalyLimit.length(bytes, at);
    return warm
        && rules.stuckAfter() > 0
        && same >= rules.stuckAfter() * length
        && same > 2 * longest;
  }

  private static int same(byte[] bytes, int at) {
    return Bytes.getShort(bytes, at + SAME) & MemoryHeader.UNSIGNED;
  }

  private void goOn(
      byte[] bytes,
      int at,
      long slot,
      boolean unlikely,
      boolean stuck,
      double surprise,
      boolean above,
      AnomalyEpisode episode) {
    boolean isStuck = OpenEpisode.isStuck(bytes, at);
    if (stuck && !isStuck) {
      // A stuck sensor is not what was forecast either. Its own episode opens with the next
      // reading.
      OpenEpisode.report(bytes, at, slot, Change.CLOSED, episode);
      OpenEpisode.close(bytes, at);
    } else if (isStuck ? stuck : unlikely) {
      OpenEpisode.add(bytes, at, slot);
      if (!isStuck && surprise >= OpenEpisode.peak(bytes, at) + WORSE) {
        OpenEpisode.setPeak(bytes, at, slot, surprise, above);
        OpenEpisode.report(bytes, at, slot, Change.WORSENED, episode);
      }
      episode.setShielded(isShielded(bytes, at));
    } else if (isStuck || OpenEpisode.slotsSinceLast(bytes, at, slot) >= rules.merge()) {
      OpenEpisode.report(bytes, at, slot, Change.CLOSED, episode);
      OpenEpisode.close(bytes, at);
    }
  }

  /** Whether a reading that has just been added is one of the first of an unlikely episode. */
  private boolean isShielded(byte[] bytes, int at) {
    return !OpenEpisode.isStuck(bytes, at) && OpenEpisode.readings(bytes, at) <= rules.shield();
  }

  /** Whether a silence was reported that has not ended. Needs no watch that was begun. */
  public static boolean isSilent(byte[] bytes, int at) {
    return OpenEpisode.isSilent(bytes, at);
  }

  /**
   * Opens a silence, if none is open. Needs no watch that was begun: all bytes may be zeros.
   *
   * @param lastSlot the last slot that has a reading
   * @param slot the slot that is over without one
   */
  public static void fallSilent(
      byte[] bytes, int at, long lastSlot, long slot, AnomalyEpisode episode) {
    episode.clear();
    if (!OpenEpisode.isSilent(bytes, at)) {
      OpenEpisode.setSilent(bytes, at, true);
      reportSilence(Change.OPENED, lastSlot, slot, episode);
    }
  }

  /**
   * Closes the silence, if one is open. To be called for each reading before {@link #observe}, also
   * for one that is missing.
   *
   * @param lastSlot the last slot before that has a reading
   * @param slot of the reading
   */
  public static void endSilence(
      byte[] bytes, int at, long lastSlot, long slot, AnomalyEpisode episode) {
    episode.clear();
    if (OpenEpisode.isSilent(bytes, at)) {
      OpenEpisode.setSilent(bytes, at, false);
      reportSilence(Change.CLOSED, lastSlot, slot - 1, episode);
    }
  }

  private static void reportSilence(
      Change change, long lastSlot, long end, AnomalyEpisode episode) {
    episode.set(change, Kind.SILENT, false);
    episode.setSlots(lastSlot + 1, end, lastSlot + 1);
    episode.setContent(0, Double.NaN);
  }
}

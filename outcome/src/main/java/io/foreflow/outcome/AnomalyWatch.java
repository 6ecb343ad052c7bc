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
 * episode. That share follows from the false alarms that are allowed in a week. No model of a tail
 * holds for all series, so the limit moves: each episode makes it stricter, each reading a little
 * less strict. So a series that has nothing but noise gives the allowed number in the long run.
 *
 * <p>A watch is {@value #BYTES} bytes from an offset, and this object holds nothing of a series:
 *
 * <pre>
 * byte  0- 9  {@link AnomalyTail}
 *      10     1 if an episode is open, 2 if it is of a stuck sensor, 4 if it is above
 *      11     which of the last readings were unlikely, the newest in the lowest bit
 *      12-15  float  how much stricter the limit is, in logarithms of the probability
 *      16-23  long   first slot of the open episode
 *      24-27  int    slots from there to its last unlikely reading
 *      28-31  float  surprise of its most unlikely reading that was reported
 *      32-35  float  the last reading
 *      36-37  ushort how many times it came in a row
 *      38-39  ushort the longest such row so far that was no episode
 * </pre>
 */
public final class AnomalyWatch {
  /** How many bytes a watch takes. */
  public static final int BYTES = 40;

  private static final int FLAGS = 10;
  private static final int RECENT = 11;
  private static final int STRICTER = 12;
  private static final int FIRST_SLOT = 16;
  private static final int LAST_OFFSET = 24;
  private static final int PEAK = 28;
  private static final int LAST_READING = 32;
  private static final int SAME = 36;
  private static final int LONGEST_SAME = 38;

  private static final int OPEN = 1;
  private static final int STUCK = 2;
  private static final int ABOVE = 4;

  /** How much stricter the limit gets with an episode: the probability by a factor of e. */
  private static final double PER_EPISODE = 1;

  /** A new watch is strict, and relaxes as it sees that nothing happens. */
  private static final float FIRST_STRICT = 1.5f;

  private static final double MOST_STRICT = 8;
  private static final double LEAST_STRICT = -1.5;

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

  /** Makes a watch of a series that has seen nothing. */
  public void begin(byte[] bytes, int at) {
    Arrays.fill(bytes, at, at + BYTES, (byte) 0);
    AnomalyTail.begin(bytes, at);
    Bytes.putFloat(bytes, at + STRICTER, FIRST_STRICT);
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
    float stricter = Bytes.getFloat(bytes, at + STRICTER);
    boolean unlikely = warm && surprise >= limit + stricter;
    if (unlikely) {
      episode.setProbability(probability(surprise));
    }
    int recent = (bytes[at + RECENT] << 1) | (unlikely ? 1 : 0);
    bytes[at + RECENT] = (byte) recent;
    boolean stuck = isStuck(bytes, at, reading, warm);
    double relaxed = stricter - PER_EPISODE * (warm ? share : 0);
    if ((bytes[at + FLAGS] & OPEN) != 0) {
      goOn(bytes, at, slot, unlikely, stuck, surprise, reading > met.middle(0), episode);
    } else if (stuck) {
      open(bytes, at, slot, STUCK, 0, episode);
    } else if (unlikely && hits(recent) >= rules.hits()) {
      open(bytes, at, slot, reading > met.middle(0) ? ABOVE : 0, surprise, episode);
      relaxed += PER_EPISODE;
    }
    Bytes.putFloat(
        bytes, at + STRICTER, (float) Math.max(LEAST_STRICT, Math.min(MOST_STRICT, relaxed)));
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
   * and twice as long as ever before without an episode. So nights of zeros are no episode.
   */
  private boolean isStuck(byte[] bytes, int at, float reading, boolean warm) {
    int same = Bytes.getShort(bytes, at + SAME) & MemoryHeader.UNSIGNED;
    int longest = Bytes.getShort(bytes, at + LONGEST_SAME) & MemoryHeader.UNSIGNED;
    boolean again = reading == Bytes.getFloat(bytes, at + LAST_READING);
    boolean episode = (bytes[at + FLAGS] & STUCK) != 0;
    if (!again && !episode) {
      longest = Math.max(longest, same);
      Bytes.putShort(bytes, at + LONGEST_SAME, longest);
    }
    same = again ? Math.min(same + 1, MemoryHeader.UNSIGNED) : 1;
    Bytes.putShort(bytes, at + SAME, same);
    Bytes.putFloat(bytes, at + LAST_READING, reading);
    return warm && rules.stuckAfter() > 0 && same >= rules.stuckAfter() && same > 2 * longest;
  }

  private static void open(
      byte[] bytes, int at, long slot, int flags, double surprise, AnomalyEpisode episode) {
    bytes[at + FLAGS] = (byte) (OPEN | flags);
    boolean stuck = (flags & STUCK) != 0;
    int before = stuck ? (Bytes.getShort(bytes, at + SAME) & MemoryHeader.UNSIGNED) - 1 : 0;
    Bytes.putLong(bytes, at + FIRST_SLOT, slot - before);
    Bytes.putInt(bytes, at + LAST_OFFSET, before);
    Bytes.putFloat(bytes, at + PEAK, (float) surprise);
    report(bytes, at, Change.OPENED, episode);
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
    boolean isStuck = (bytes[at + FLAGS] & STUCK) != 0;
    long offset = slot - Bytes.getLong(bytes, at + FIRST_SLOT);
    if (isStuck ? stuck : unlikely) {
      Bytes.putInt(bytes, at + LAST_OFFSET, (int) Math.min(offset, Integer.MAX_VALUE));
      if (!isStuck && surprise >= Bytes.getFloat(bytes, at + PEAK) + WORSE) {
        bytes[at + FLAGS] = (byte) (OPEN | (above ? ABOVE : 0));
        Bytes.putFloat(bytes, at + PEAK, (float) surprise);
        report(bytes, at, Change.WORSENED, episode);
      }
    } else if (isStuck || offset - Bytes.getInt(bytes, at + LAST_OFFSET) >= rules.merge()) {
      report(bytes, at, Change.CLOSED, episode);
      bytes[at + FLAGS] = 0;
    }
  }

  private static void report(byte[] bytes, int at, Change change, AnomalyEpisode episode) {
    long first = Bytes.getLong(bytes, at + FIRST_SLOT);
    boolean stuck = (bytes[at + FLAGS] & STUCK) != 0;
    episode.set(
        change,
        stuck ? Kind.STUCK : Kind.UNLIKELY,
        (bytes[at + FLAGS] & ABOVE) != 0,
        first,
        first + Bytes.getInt(bytes, at + LAST_OFFSET),
        stuck ? Double.NaN : probability(Bytes.getFloat(bytes, at + PEAK)));
  }
}

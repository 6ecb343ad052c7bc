package io.foreflow.outcome;

/**
 * How unlikely a reading has to be before it may open an episode. No model of a tail holds for all
 * series, so the limit moves: each episode makes it stricter, each reading a little less strict. So
 * a series that has nothing but noise gives the allowed number of episodes in the long run.
 *
 * <p>At first the limit moves up to three times as fast, in both directions. So a series whose tail
 * is not as assumed gets its own limit within a few episodes.
 *
 * <pre>
 * byte 12-15  float  how much stricter the limit is, in logarithms of the probability
 * </pre>
 */
final class AnomalyLimit {
  private static final int STRICTER = 12;

  /** A new series is strict: its bands and its tail are not well known yet. */
  private static final float FIRST_STRICT = 0.5f;

  private static final double MOST_STRICT = 8;
  private static final double LEAST_STRICT = -1;

  /** How much faster the limit moves at first. */
  private static final double HASTE = 2;

  /** How much longer a stuck sensor has to repeat itself if the limit is stricter by 1. */
  private static final double LOG_OF_LENGTH = StrictMath.log(1.5);

  private AnomalyLimit() {}

  static void begin(byte[] bytes, int at) {
    Bytes.putFloat(bytes, at + STRICTER, FIRST_STRICT);
  }

  /** How much stricter the limit of this series is than that of a series with the assumed tail. */
  static double stricter(byte[] bytes, int at) {
    return Bytes.getFloat(bytes, at + STRICTER);
  }

  /** How many times longer than the rules say a sensor has to repeat itself. */
  static double length(byte[] bytes, int at) {
    return StrictMath.exp(LOG_OF_LENGTH * Math.max(0, stricter(bytes, at)));
  }

  /**
   * Moves the limit after a reading.
   *
   * @param share of readings that may open an episode
   * @param readings so far
   * @param opened whether this one did
   */
  static void move(byte[] bytes, int at, double share, int readings, boolean opened) {
    double speed = 1 + HASTE / (1 + readings * share);
    double moved = stricter(bytes, at) + speed * ((opened ? 1 : 0) - share);
    Bytes.putFloat(
        bytes, at + STRICTER, (float) Math.max(LEAST_STRICT, Math.min(MOST_STRICT, moved)));
  }
}

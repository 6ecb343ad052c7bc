package io.foreflow.outcome;

/**
 * How unlikely a reading is that lies outside of the band. The band says how likely a reading
 * beyond its end is at all. How far beyond follows a generalized Pareto distribution of a fixed
 * shape. Its scale is fitted for each side: a running mean of the distances, in half widths of the
 * band. Distances that are far too large count as large ones only, so that a fault doesn't teach
 * the tail that faults are normal.
 *
 * <pre>
 * byte 0- 3  float  mean distance beyond the lower end
 *      4- 7  float  mean distance beyond the upper end
 *      8- 9  ushort readings so far, as far as they count
 * </pre>
 */
final class AnomalyTail {
  static final int BYTES = 10;

  /** Fewer readings say too little of the tail. */
  static final int FEWEST_READINGS = 100;

  /** The mean distance of a normal distribution beyond the end of a band of 80 %. */
  private static final float OF_NORMAL = 0.37f;

  /**
   * A mean distance below this counts as this. Else a reading that is hardly outside of the band
   * would be unlikely where noise has a bound.
   */
  private static final double LEAST_MEAN = 0.25;

  private static final double SHAPE = 0.35;
  private static final double LARGEST_DISTANCE = 10;
  private static final double FEWEST_BEYOND = 10;
  private static final double MOST_BEYOND = 200;
  private static final int READINGS = 8;

  private AnomalyTail() {}

  static void begin(byte[] bytes, int at) {
    Bytes.putFloat(bytes, at, OF_NORMAL);
    Bytes.putFloat(bytes, at + Float.BYTES, OF_NORMAL);
    Bytes.putShort(bytes, at + READINGS, 0);
  }

  static int readings(byte[] bytes, int at) {
    return Bytes.getShort(bytes, at + READINGS) & MemoryHeader.UNSIGNED;
  }

  static void count(byte[] bytes, int at) {
    Bytes.putShort(bytes, at + READINGS, Math.min(readings(bytes, at) + 1, MemoryHeader.UNSIGNED));
  }

  /**
   * How unlikely a reading beyond an end of the band is: minus the logarithm of the probability of
   * one at least as far out. Learns from it.
   *
   * @param side 0 for the lower end, 1 for the upper
   * @param miss the share of readings that should lie beyond this end
   * @param distance beyond the end, in half widths of the band
   */
  static double surprise(byte[] bytes, int at, int side, double miss, double distance) {
    int field = at + side * Float.BYTES;
    double mean = Bytes.getFloat(bytes, field);
    double scale = Math.max(mean, LEAST_MEAN) * (1 - SHAPE);
    double surprise = StrictMath.log1p(SHAPE * distance / scale) / SHAPE - StrictMath.log(miss);
    double beyond = Math.max(FEWEST_BEYOND, Math.min(MOST_BEYOND, miss * readings(bytes, at)));
    double counted = Math.min(distance, LARGEST_DISTANCE * mean);
    Bytes.putFloat(bytes, field, (float) (mean + (counted - mean) / beyond));
    return surprise;
  }
}

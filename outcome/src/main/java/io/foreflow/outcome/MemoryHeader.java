package io.foreflow.outcome;

/**
 * The first bytes of a memory, little-endian.
 *
 * <pre>
 * byte   0     format version, {@value #VERSION}
 *        1     zero
 *        2- 3  short  exponent of the unit that remembered numbers are counted in
 *        4- 7  int    the middle of the remembered numbers, in units
 *        8-15  long   the last slot that was read; the smallest long before the first
 *       16-19  float  the series' scale: the mean error of the seasonal naive forecast
 *       20-21  ushort how many errors the scale is a mean of
 *       22-23  ushort how many slots ago the forecasts began to be emitted, plus 1; 0 in a replay
 * </pre>
 */
final class MemoryHeader {
  static final byte VERSION = 1;
  static final int BYTES = 24;
  static final int UNSIGNED = 0xFFFF;

  /** The last slot of a memory that has read nothing. */
  static final long NO_SLOT = Long.MIN_VALUE;

  private static final int EXPONENT = 2;
  private static final int CENTER = 4;
  private static final int LAST_SLOT = 8;
  private static final int SCALE = 16;
  private static final int SCALE_WEIGHT = 20;
  private static final int LIVE = 22;

  private MemoryHeader() {}

  static void begin(byte[] bytes, int at, float scale, int weight) {
    bytes[at] = VERSION;
    bytes[at + 1] = 0;
    setUnit(bytes, at, 0, 0);
    setLastSlot(bytes, at, NO_SLOT);
    Bytes.putFloat(bytes, at + SCALE, scale);
    Bytes.putShort(bytes, at + SCALE_WEIGHT, Math.min(weight, UNSIGNED));
    setLive(bytes, at, 1);
  }

  static int exponent(byte[] bytes, int at) {
    return Bytes.getShort(bytes, at + EXPONENT);
  }

  static int center(byte[] bytes, int at) {
    return Bytes.getInt(bytes, at + CENTER);
  }

  static void setUnit(byte[] bytes, int at, int exponent, int center) {
    Bytes.putShort(bytes, at + EXPONENT, exponent);
    Bytes.putInt(bytes, at + CENTER, center);
  }

  static long lastSlot(byte[] bytes, int at) {
    return Bytes.getLong(bytes, at + LAST_SLOT);
  }

  static void setLastSlot(byte[] bytes, int at, long slot) {
    Bytes.putLong(bytes, at + LAST_SLOT, slot);
  }

  static float scale(byte[] bytes, int at) {
    return Bytes.getFloat(bytes, at + SCALE);
  }

  /** Moves the scale towards one more error, as a running mean of at most {@code most} errors. */
  static void addToScale(byte[] bytes, int at, double error, int most) {
    int weight = Bytes.getShort(bytes, at + SCALE_WEIGHT) & UNSIGNED;
    int next = Math.min(weight + 1, most);
    double scale = scale(bytes, at);
    Bytes.putFloat(bytes, at + SCALE, (float) (scale + (error - scale) / next));
    Bytes.putShort(bytes, at + SCALE_WEIGHT, next);
  }

  /** Slots since forecasts began to be emitted, plus 1, as far as they fit; 0 in a replay. */
  static int live(byte[] bytes, int at) {
    return Bytes.getShort(bytes, at + LIVE) & UNSIGNED;
  }

  static void setLive(byte[] bytes, int at, int live) {
    Bytes.putShort(bytes, at + LIVE, live);
  }
}

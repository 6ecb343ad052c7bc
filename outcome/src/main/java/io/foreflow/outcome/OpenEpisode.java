package io.foreflow.outcome;

import io.foreflow.outcome.AnomalyEpisode.Change;
import io.foreflow.outcome.AnomalyEpisode.Kind;

/**
 * The open episode of a series and its silence, in the bytes of its {@link AnomalyWatch}. Of slots
 * only the low 32 bits are kept: no episode is longer than that, so the rest follows from the slot
 * of the reading that is looked at.
 *
 * <pre>
 * byte 10     1 if an episode is open, 2 if it is of a stuck sensor, 4 if it is above,
 *             8 if the series is silent, 16 since the watch has begun
 *      16-19  int    first slot
 *      20-23  int    slot of the last reading that belongs to it
 *      24-27  int    slot of the most unlikely reading that was reported
 *      28-29  ushort surprise of that reading, in 1024ths
 *      30-31  ushort unlikely readings in it
 * </pre>
 */
final class OpenEpisode {
  private static final int FLAGS = 10;
  private static final int FIRST_SLOT = 16;
  private static final int LAST_SLOT = 20;
  private static final int PEAK_SLOT = 24;
  private static final int PEAK = 28;
  private static final int READINGS = 30;

  private static final int OPEN = 1;
  private static final int STUCK = 2;
  private static final int ABOVE = 4;
  private static final int OF_EPISODE = OPEN | STUCK | ABOVE;
  private static final int SILENT = 8;
  private static final int BEGUN = 16;

  private static final double SURPRISE_UNIT = 1024;

  private OpenEpisode() {}

  /** Begins without an episode. */
  static void begin(byte[] bytes, int at) {
    bytes[at + FLAGS] = BEGUN;
  }

  static boolean isBegun(byte[] bytes, int at) {
    return has(bytes, at, BEGUN);
  }

  static boolean isOpen(byte[] bytes, int at) {
    return has(bytes, at, OPEN);
  }

  static boolean isStuck(byte[] bytes, int at) {
    return has(bytes, at, STUCK);
  }

  static boolean isSilent(byte[] bytes, int at) {
    return has(bytes, at, SILENT);
  }

  static void setSilent(byte[] bytes, int at, boolean silent) {
    set(bytes, at, silent ? SILENT : 0, SILENT);
  }

  private static boolean has(byte[] bytes, int at, int flag) {
    return (bytes[at + FLAGS] & flag) != 0;
  }

  /** Sets some flags and leaves the others as they are. */
  private static void set(byte[] bytes, int at, int flags, int among) {
    bytes[at + FLAGS] = (byte) ((bytes[at + FLAGS] & ~among) | flags);
  }

  /** Opens an episode with an unlikely reading. */
  static void open(byte[] bytes, int at, long slot, double surprise, boolean above) {
    Bytes.putInt(bytes, at + FIRST_SLOT, (int) slot);
    Bytes.putShort(bytes, at + READINGS, 0);
    add(bytes, at, slot);
    setPeak(bytes, at, slot, surprise, above);
  }

  /** Opens an episode of a stuck sensor with the last of its equal readings. */
  static void openStuck(byte[] bytes, int at, long slot, int readings) {
    set(bytes, at, OPEN | STUCK, OF_EPISODE);
    int firstSlot = (int) (slot - readings + 1);
    Bytes.putInt(bytes, at + FIRST_SLOT, firstSlot);
    Bytes.putInt(bytes, at + PEAK_SLOT, firstSlot);
    Bytes.putShort(bytes, at + PEAK, 0);
    Bytes.putShort(bytes, at + READINGS, readings - 1);
    add(bytes, at, slot);
  }

  /** Takes in one more reading that belongs to the episode. */
  static void add(byte[] bytes, int at, long slot) {
    Bytes.putInt(bytes, at + LAST_SLOT, (int) slot);
    int next = Math.min(readings(bytes, at) + 1, MemoryHeader.UNSIGNED);
    Bytes.putShort(bytes, at + READINGS, next);
  }

  /** Notes the most unlikely reading that is reported. */
  static void setPeak(byte[] bytes, int at, long slot, double surprise, boolean above) {
    set(bytes, at, above ? OPEN | ABOVE : OPEN, OF_EPISODE);
    Bytes.putInt(bytes, at + PEAK_SLOT, (int) slot);
    Bytes.putShort(bytes, at + PEAK, (int) Math.rint(surprise * SURPRISE_UNIT));
  }

  static double peak(byte[] bytes, int at) {
    return (Bytes.getShort(bytes, at + PEAK) & MemoryHeader.UNSIGNED) / SURPRISE_UNIT;
  }

  static int readings(byte[] bytes, int at) {
    return Bytes.getShort(bytes, at + READINGS) & MemoryHeader.UNSIGNED;
  }

  /** How many slots ago the last reading came that belongs to the episode. */
  static long slotsSinceLast(byte[] bytes, int at, long slot) {
    return slot - restored(slot, Bytes.getInt(bytes, at + LAST_SLOT));
  }

  static void close(byte[] bytes, int at) {
    set(bytes, at, 0, OF_EPISODE);
  }

  /** Says what became of the episode with the reading of a slot. */
  static void report(byte[] bytes, int at, long slot, Change change, AnomalyEpisode episode) {
    boolean stuck = isStuck(bytes, at);
    episode.set(change, stuck ? Kind.STUCK : Kind.UNLIKELY, has(bytes, at, ABOVE));
    episode.setSlots(
        restored(slot, Bytes.getInt(bytes, at + FIRST_SLOT)),
        restored(slot, Bytes.getInt(bytes, at + LAST_SLOT)),
        restored(slot, Bytes.getInt(bytes, at + PEAK_SLOT)));
    episode.setContent(readings(bytes, at), stuck ? Double.NaN : StrictMath.exp(-peak(bytes, at)));
  }

  private static long restored(long slot, int low) {
    return slot - Integer.toUnsignedLong((int) slot - low);
  }
}

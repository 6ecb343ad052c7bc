package io.foreflow.job.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of one series' state. A header, then the floats that the model's {@code state} input
 * takes; everything little-endian.
 *
 * <pre>
 * byte   0  format version, {@value #WITHOUT_MEMORIES} or {@value #WITH_MEMORIES}
 *     1- 3  zero; in version {@value #WITH_MEMORIES} a number for what follows the floats
 *     4- 7  int   where in the floats {@code seen} stands
 *     8-11  int   where {@code history} begins
 *    12-15  int   how many floats {@code history} has
 *    16-23  long  the model's cadence in milliseconds; with a trading calendar a negative number
 *                 that says which cadence and calendar it is
 *    24-31  long  the first 8 bytes of the model file's sha256
 *    32-39  long  the last slot that the series stepped
 *    40-    float the state
 * </pre>
 *
 * <p>In version {@value #WITH_MEMORIES}, memories of forecasts follow the floats. Version {@value
 * #WITHOUT_MEMORIES} has none, and is what a series gets of which nothing is tracked.
 *
 * <p>The header says where {@code seen} and {@code history} are, so that another model can take the
 * series over without the manifest of the model that wrote it.
 *
 * <p>Flink sees a plain {@code byte[]}. So this release can restore a savepoint of a later one, and
 * it refuses a layout that it can't read by its version.
 */
public final class SeriesState {
  /** The layout that ends with the floats. */
  public static final int WITHOUT_MEMORIES = 1;

  /** The layout with memories of forecasts behind the floats. */
  public static final int WITH_MEMORIES = 2;

  /** What the number of a layout has to be less than. */
  public static final int LAYOUTS = 1 << 24;

  /** The number of the layout of a state without memories. */
  public static final int NO_LAYOUT = 0;

  /** The offset of the floats. It is a multiple of eight, so that they are aligned. */
  public static final int HEADER_BYTES = 40;

  private static final int SEEN_OFFSET = 4;
  private static final int HISTORY_OFFSET = 8;
  private static final int HISTORY_SIZE = 12;
  private static final int GRID = 16;
  private static final int MODEL = 24;
  private static final int LAST_SLOT = 32;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private SeriesState() {}

  /** The state of a series that was never seen: every float is zero. */
  static byte[] create(StateHeader header) {
    byte[] state = new byte[header.stateBytes()];
    state[0] = WITHOUT_MEMORIES;
    INT.set(state, SEEN_OFFSET, header.seenOffset());
    INT.set(state, HISTORY_OFFSET, header.historyOffset());
    INT.set(state, HISTORY_SIZE, header.historySize());
    LONG.set(state, GRID, header.grid().id());
    LONG.set(state, MODEL, header.model());
    return state;
  }

  /**
   * Refuses a layout of another release. Has to be called once on bytes that come from Flink,
   * before any other method.
   */
  public static void check(byte[] state) {
    if (state.length < HEADER_BYTES
        || (state[0] != WITHOUT_MEMORIES && state[0] != WITH_MEMORIES)) {
      throw new UnknownStateException(state);
    }
  }

  /** The number of the layout of what follows the floats; {@link #NO_LAYOUT} if nothing does. */
  public static int layout(byte[] state) {
    return (int) INT.get(state, 0) >>> Byte.SIZE;
  }

  /** Notes the number of the layout of what follows the floats. */
  public static void setLayout(byte[] state, int layout) {
    int version = layout == NO_LAYOUT ? WITHOUT_MEMORIES : WITH_MEMORIES;
    INT.set(state, 0, version | layout << Byte.SIZE);
  }

  /** The id of the model that wrote the state. */
  public static long model(byte[] state) {
    return (long) LONG.get(state, MODEL);
  }

  /** The id of the grid whose slots {@link #lastSlot} counts. */
  public static long gridId(byte[] state) {
    return (long) LONG.get(state, GRID);
  }

  /** The last slot that the series stepped. */
  public static long lastSlot(byte[] state) {
    return (long) LONG.get(state, LAST_SLOT);
  }

  /** Notes that the series stepped {@code slot}. */
  public static void setLastSlot(byte[] state, long slot) {
    LONG.set(state, LAST_SLOT, slot);
  }

  /** How many steps the series has made since its first reading. */
  public static float seen(byte[] state) {
    return at(state, (int) INT.get(state, SEEN_OFFSET));
  }

  /** The readings that the state remembers, oldest first. None is older than the first reading. */
  public static float[] history(byte[] state) {
    int size = (int) INT.get(state, HISTORY_SIZE);
    int end = (int) INT.get(state, HISTORY_OFFSET) + size;
    int known = (int) Math.min(size, Math.max(0f, seen(state)));
    float[] history = new float[known];
    for (int i = 0; i < known; i++) {
      history[i] = at(state, end - known + i);
    }
    return history;
  }

  /**
   * The reading that lies so many slots before the newest; the newest if the state doesn't remember
   * as many, NaN if it remembers none.
   */
  public static float reading(byte[] state, int slotsBack) {
    int size = (int) INT.get(state, HISTORY_SIZE);
    int newest = (int) INT.get(state, HISTORY_OFFSET) + size - 1;
    int known = (int) Math.min(size, Math.max(0f, seen(state)));
    return known == 0 ? Float.NaN : at(state, slotsBack < known ? newest - slotsBack : newest);
  }

  private static float at(byte[] state, int index) {
    return (float) FLOAT.get(state, HEADER_BYTES + index * Float.BYTES);
  }
}

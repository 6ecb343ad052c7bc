package io.foreflow.job.order;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The held readings of one series, in one byte array that Flink keeps. Numbers are little-endian.
 * {@link HeldCodec} defines the contents.
 *
 * <pre>
 * byte   0  format version, {@value #VERSION}
 *     1- 3  zero
 *     4- 7  int   how many bytes are used; what follows them is room for more
 *     8-15  long  the event time for which the series' timer is set
 *    16-    the entries, in the order in which they came
 *
 * entry  0- 3  int   how many bytes its content has
 *        4-11  long  due: the watermark that lets it go on
 *       12     what kind of content it is
 *       13-    the content
 * </pre>
 *
 * <p>The heap backend changes the array in place. Spare room for half as much again saves a series
 * with many readings from copying all of them for each new one.
 */
final class HeldReadings {
  static final int VERSION = 1;
  static final int NONE = -1;
  static final int HEADER_BYTES = 16;

  private static final int USED = 4;
  private static final int TIMER = 8;
  private static final int ENTRY_DUE = 4;
  private static final int ENTRY_KIND = 12;
  private static final int ENTRY_HEADER_BYTES = 13;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;

  /** The readings in the bytes that Flink keeps; null if the series holds none. */
  HeldReadings(byte @Nullable [] state) {
    if (state == null) {
      bytes = new byte[HEADER_BYTES];
      bytes[0] = VERSION;
      setUsed(HEADER_BYTES);
      setTimer(Long.MAX_VALUE);
    } else if (state.length < HEADER_BYTES || state[0] != VERSION) {
      throw new IllegalStateException(
          "Found held readings of format version "
              + (state.length == 0 ? "none" : state[0])
              + ", this release reads version "
              + VERSION
              + "; restore the savepoint with the release that wrote it or a later one");
    } else {
      bytes = state;
    }
  }

  /** The bytes for Flink to keep. */
  byte[] bytes() {
    return bytes;
  }

  private int used() {
    return (int) INT.get(bytes, USED);
  }

  private void setUsed(int used) {
    INT.set(bytes, USED, used);
  }

  boolean isEmpty() {
    return used() == HEADER_BYTES;
  }

  /** The time of the series' timer; {@link Long#MAX_VALUE} if none is set. */
  long timer() {
    return (long) LONG.get(bytes, TIMER);
  }

  void setTimer(long time) {
    LONG.set(bytes, TIMER, time);
  }

  /** The place where the first entry begins; {@link #end} if there is none. */
  int first() {
    return HEADER_BYTES;
  }

  int next(int entry) {
    return entry + ENTRY_HEADER_BYTES + contentLength(entry);
  }

  int end() {
    return used();
  }

  long due(int entry) {
    return (long) LONG.get(bytes, entry + ENTRY_DUE);
  }

  byte kind(int entry) {
    return bytes[entry + ENTRY_KIND];
  }

  int contentStart(int entry) {
    return entry + ENTRY_HEADER_BYTES;
  }

  int contentLength(int entry) {
    return (int) INT.get(bytes, entry);
  }

  /** The entry of a kind that is due at a time, or {@link #NONE}. */
  int find(long due, byte kind) {
    for (int entry = first(); entry < end(); entry = next(entry)) {
      if (due(entry) == due && kind(entry) == kind) {
        return entry;
      }
    }
    return NONE;
  }

  /** Adds an entry after the others. */
  void add(long due, byte kind, byte[] content, int length) {
    int entry = used();
    int end = entry + ENTRY_HEADER_BYTES + length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, isEmpty() ? end : Math.max(end, entry + entry / 2));
    }
    INT.set(bytes, entry, length);
    LONG.set(bytes, entry + ENTRY_DUE, due);
    bytes[entry + ENTRY_KIND] = kind;
    System.arraycopy(content, 0, bytes, contentStart(entry), length);
    setUsed(end);
  }

  void remove(int entry) {
    int next = next(entry);
    System.arraycopy(bytes, next, bytes, entry, used() - next);
    setUsed(used() - (next - entry));
  }

  /** Removes all entries that are due at {@code watermark}. Returns when the next one is due. */
  long removeDue(long watermark) {
    int kept = HEADER_BYTES;
    long earliest = Long.MAX_VALUE;
    int end = end();
    for (int entry = first(); entry < end; ) {
      int next = next(entry);
      long due = due(entry);
      if (due > watermark) {
        earliest = Math.min(earliest, due);
        System.arraycopy(bytes, entry, bytes, kept, next - entry);
        kept += next - entry;
      }
      entry = next;
    }
    setUsed(kept);
    return earliest;
  }
}

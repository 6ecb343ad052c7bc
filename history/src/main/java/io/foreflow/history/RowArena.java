package io.foreflow.history;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Rows on the heap, one after the other in one array of ints: group, key, tag, and how many numbers
 * follow. They are sorted by their beginnings, so that no row moves.
 */
final class RowArena {

  /** The ints of a row before its numbers. The key takes two of them. */
  static final int HEAD = 5;

  private static final int KEY = 1;
  private static final int TAG = 3;
  private static final int COUNT = 4;
  private static final int FIRST_ROOM = 1 << 8;

  private int[] ints = new int[FIRST_ROOM];
  private int[] begins = new int[FIRST_ROOM / HEAD];
  private int[] scratch = {};
  private int used;
  private int rows;

  void add(int group, long key, int tag, float[] numbers) {
    int end = used + HEAD + numbers.length;
    if (end > ints.length) {
      ints = Arrays.copyOf(ints, Math.max(end, 2 * ints.length));
    }
    if (rows == begins.length) {
      begins = Arrays.copyOf(begins, 2 * rows);
    }
    begins[rows++] = used;
    ints[used] = group;
    ints[used + KEY] = (int) (key >> Integer.SIZE);
    ints[used + KEY + 1] = (int) key;
    ints[used + TAG] = tag;
    ints[used + COUNT] = numbers.length;
    for (int i = 0; i < numbers.length; i++) {
      ints[used + HEAD + i] = Float.floatToRawIntBits(numbers[i]);
    }
    used = end;
  }

  int rows() {
    return rows;
  }

  /** The ints of all rows. */
  int size() {
    return used;
  }

  void clear() {
    used = 0;
    rows = 0;
  }

  /** Sorts by group and key. Equal rows stay in the order in which they were added. */
  void sort() {
    scratch = new int[rows];
    sort(0, rows);
    scratch = new int[0];
  }

  private void sort(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    if (isUpTo(begins[middle - 1], begins[middle])) {
      return;
    }
    System.arraycopy(begins, from, scratch, from, middle - from);
    int left = from;
    int right = middle;
    int at = from;
    while (left < middle && right < to) {
      begins[at++] = isUpTo(scratch[left], begins[right]) ? scratch[left++] : begins[right++];
    }
    System.arraycopy(scratch, left, begins, at, middle - left);
  }

  private boolean isUpTo(int row, int other) {
    if (ints[row] != ints[other]) {
      return ints[row] < ints[other];
    }
    return key(row) <= key(other);
  }

  private long key(int row) {
    return (long) ints[row + KEY] << Integer.SIZE | Integer.toUnsignedLong(ints[row + KEY + 1]);
  }

  /** The rows in their present order. */
  RowSource source() {
    int[] next = new int[1];
    return () -> next[0] < rows ? row(begins[next[0]++]) : null;
  }

  private Row row(int begin) {
    float[] numbers = new float[ints[begin + COUNT]];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.intBitsToFloat(ints[begin + HEAD + i]);
    }
    return new Row(ints[begin], key(begin), ints[begin + TAG], numbers);
  }

  /** Appends the rows to a file in their present order. */
  void writeTo(WorkFile file, ByteBuffer buffer) {
    for (int row = 0; row < rows; row++) {
      int at = begins[row];
      int end = at + HEAD + ints[at + COUNT];
      while (at < end) {
        if (buffer.remaining() < Integer.BYTES) {
          file.append(buffer.flip());
          buffer.clear();
        }
        IntBuffer room = buffer.asIntBuffer();
        int count = Math.min(room.remaining(), end - at);
        room.put(ints, at, count);
        buffer.position(buffer.position() + count * Integer.BYTES);
        at += count;
      }
    }
    file.append(buffer.flip());
    buffer.clear();
  }
}

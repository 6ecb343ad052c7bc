package io.foreflow.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that are found by group and key. Of several rows with the same group and key, the first one
 * is kept. The rows are in a {@link ColumnStore}; on the heap are 8 bytes for each group. Groups
 * are counted from 0.
 */
public final class RowTable {

  private static final int TAG = Long.BYTES;
  private static final int NUMBERS = TAG + Integer.BYTES;
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final int FIRST_ROOM = 16;

  private final int rowBytes;
  private final int segmentRows;
  private final List<ByteBuffer> segments = new ArrayList<>();
  private long[] begins = new long[FIRST_ROOM];
  private int groups;
  private long rows;
  private long repeats;
  private long lastKey;

  private RowTable(int width) {
    rowBytes = NUMBERS + width * Float.BYTES;
    segmentRows = Math.max(1, SEGMENT_BYTES / rowBytes);
  }

  /**
   * The table of all rows of a sorter, which is closed then.
   *
   * @throws WorkSpaceException if there is no room for them
   */
  public static RowTable of(RowSorter sorter, WorkSpace space) {
    RowTable table = new RowTable(sorter.widest());
    try (sorter;
        ColumnStore store = new ColumnStore(space)) {
      sorter.forEach(row -> table.add(row, sorter.rows(), store));
    }
    return table;
  }

  private void add(Row row, long most, ColumnStore store) {
    if (row.group() == groups - 1 && row.key() == lastKey) {
      repeats++;
      return;
    }
    while (groups <= row.group()) {
      if (groups == begins.length) {
        begins = Arrays.copyOf(begins, 2 * groups);
      }
      begins[groups++] = rows;
    }
    if (rows == (long) segments.size() * segmentRows) {
      segments.add(store.bytes((int) Math.min(segmentRows, most - rows) * rowBytes));
    }
    ByteBuffer segment = segment(rows);
    int at = at(rows);
    segment.putLong(at, row.key()).putInt(at + TAG, row.tag());
    for (int i = 0; i < row.numbers().length; i++) {
      segment.putFloat(at + NUMBERS + i * Float.BYTES, row.numbers()[i]);
    }
    lastKey = row.key();
    rows++;
  }

  private ByteBuffer segment(long row) {
    return segments.get((int) (row / segmentRows));
  }

  private int at(long row) {
    return (int) (row % segmentRows) * rowBytes;
  }

  /** How many rows had the group and the key of an earlier one. */
  public long repeats() {
    return repeats;
  }

  /** The first row of a group. */
  public long begin(int group) {
    return group < groups ? begins[group] : rows;
  }

  /** The row after the last one of a group. */
  public long end(int group) {
    return begin(group + 1);
  }

  /** The row with a key; -1 if there is none. */
  public long find(int group, long key) {
    long from = begin(group);
    long to = end(group);
    while (from < to) {
      long middle = (from + to) >>> 1;
      long found = key(middle);
      if (found == key) {
        return middle;
      }
      if (found < key) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return -1;
  }

  private long key(long row) {
    return segment(row).getLong(at(row));
  }

  /** The tag of a row. */
  public int tag(long row) {
    return segment(row).getInt(at(row) + TAG);
  }

  /** One of the numbers of a row. */
  public float number(long row, int index) {
    return segment(row).getFloat(at(row) + NUMBERS + index * Float.BYTES);
  }
}

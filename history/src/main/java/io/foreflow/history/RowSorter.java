package io.foreflow.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows of numbers in the order of their groups and keys. Equal rows stay in the order in which
 * they were added. Rows beyond those that fit a {@link WorkSpace} go to a file, in sorted runs that
 * are merged at the end. So the heap does not grow with the rows. Not thread-safe.
 */
public final class RowSorter implements AutoCloseable {

  /** Of the room on the heap, half is for growth and for the order of the rows. */
  private static final int BYTES_PER_INT = 2 * Integer.BYTES;

  private static final int LEAST_INTS = 1 << 10;
  private static final int WRITTEN_BYTES = 1 << 16;
  private static final int LEAST_READ_BYTES = 1 << 10;
  private static final int MOST_READ_BYTES = 1 << 18;

  private final WorkSpace space;
  private final long mostInts;
  private final RowArena arena = new RowArena();
  private final List<Long> runEnds = new ArrayList<>();
  private @Nullable WorkFile file;
  private long rows;
  private int widest;

  public RowSorter(WorkSpace space) {
    this.space = space;
    this.mostInts = Math.max(LEAST_INTS, space.heapBytes() / BYTES_PER_INT);
  }

  /**
   * Adds a row.
   *
   * @throws WorkSpaceException if there is no room for it
   */
  public void add(int group, long key, int tag, float... numbers) {
    if (arena.rows() > 0 && arena.size() + RowArena.HEAD + numbers.length > mostInts) {
      spill();
    }
    arena.add(group, key, tag, numbers);
    rows++;
    widest = Math.max(widest, numbers.length);
  }

  private void spill() {
    if (file == null) {
      file = new WorkFile(space);
    }
    arena.sort();
    arena.writeTo(file, ByteBuffer.allocate(WRITTEN_BYTES));
    arena.clear();
    runEnds.add(file.size());
  }

  /** How many rows were added. */
  long rows() {
    return rows;
  }

  /** The most numbers of a row. */
  int widest() {
    return widest;
  }

  /** Passes on all rows in their order. To be called once, after the last one was added. */
  public void forEach(Consumer<Row> each) {
    RowSource sorted = sorted();
    for (Row row = sorted.next(); row != null; row = sorted.next()) {
      each.accept(row);
    }
  }

  private RowSource sorted() {
    arena.sort();
    List<RowSource> sources = new ArrayList<>();
    if (file != null) {
      long room = space.heapBytes() / runEnds.size();
      int bytes = (int) Math.max(LEAST_READ_BYTES, Math.min(MOST_READ_BYTES, room));
      long from = 0;
      for (long end : runEnds) {
        sources.add(new RowRun(file, from, end, bytes));
        from = end;
      }
    }
    sources.add(arena.source());
    return new RowMerge(sources);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

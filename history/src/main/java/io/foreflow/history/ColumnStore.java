package io.foreflow.history;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Room for columns of numbers: on the heap while they are few, then in a memory-mapped file. The
 * file's pages belong to the system, which writes them out when it needs their memory. So a column
 * in the file takes no heap. Columns stay valid after the store is closed. Not thread-safe.
 */
public final class ColumnStore implements AutoCloseable {

  /** The bytes that the file grows by at least. */
  private static final long SEGMENT_BYTES = 64L << 20;

  private final WorkSpace space;
  private long heapBytes;
  private @Nullable WorkFile file;
  private ByteBuffer free = ByteBuffer.allocate(0);

  public ColumnStore(WorkSpace space) {
    this.space = space;
  }

  /**
   * A column of zeros.
   *
   * @throws WorkSpaceException if there is no room for it
   */
  public FloatBuffer floats(int count) {
    long bytes = (long) count * Float.BYTES;
    return hasHeap(bytes) ? FloatBuffer.allocate(count) : mapped(bytes).asFloatBuffer();
  }

  /**
   * Zero bytes.
   *
   * @throws WorkSpaceException if there is no room for them
   */
  public ByteBuffer bytes(int count) {
    return hasHeap(count) ? ByteBuffer.allocate(count) : mapped(count);
  }

  /**
   * A column of these numbers. It may be the array itself.
   *
   * @throws WorkSpaceException if there is no room for it
   */
  public FloatBuffer keep(float[] numbers) {
    long bytes = (long) numbers.length * Float.BYTES;
    return hasHeap(bytes)
        ? FloatBuffer.wrap(numbers)
        : mapped(bytes).asFloatBuffer().put(0, numbers);
  }

  private boolean hasHeap(long bytes) {
    if (heapBytes + bytes > space.heapBytes()) {
      return false;
    }
    heapBytes += bytes;
    return true;
  }

  private ByteBuffer mapped(long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a column has " + bytes + " bytes, it can have " + Integer.MAX_VALUE);
    }
    if (free.remaining() < bytes) {
      if (file == null) {
        file = new WorkFile(space);
      }
      free = file.map(Math.max(bytes, SEGMENT_BYTES));
    }
    ByteBuffer own = free.slice(free.position(), (int) bytes).order(ByteOrder.nativeOrder());
    free.position(free.position() + (int) bytes);
    return own;
  }

  /** Whether a file is in use. */
  public boolean usesFile() {
    return file != null;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

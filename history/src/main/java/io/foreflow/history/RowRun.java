package io.foreflow.history;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The rows of one part of a file, as {@link RowArena} has written them. */
final class RowRun implements RowSource {

  private static final int HEAD_BYTES = RowArena.HEAD * Integer.BYTES;

  private final WorkFile file;
  private final long end;
  private long position;
  private ByteBuffer buffer;

  /**
   * Creates a source of rows.
   *
   * @param bytes how many are read at a time; a row that is larger gets a larger buffer
   */
  RowRun(WorkFile file, long from, long end, int bytes) {
    this.file = file;
    this.position = from;
    this.end = end;
    this.buffer = ByteBuffer.allocate(Math.max(HEAD_BYTES, bytes)).limit(0);
  }

  @Override
  public @Nullable Row next() {
    if (!buffer.hasRemaining() && position == end) {
      return null;
    }
    require(HEAD_BYTES);
    int count = buffer.getInt(buffer.position() + HEAD_BYTES - Integer.BYTES);
    require(HEAD_BYTES + count * Float.BYTES);
    int group = buffer.getInt();
    long key = buffer.getLong();
    int tag = buffer.getInt();
    float[] numbers = new float[buffer.getInt()];
    for (int i = 0; i < count; i++) {
      numbers[i] = buffer.getFloat();
    }
    return new Row(group, key, tag, numbers);
  }

  private void require(int bytes) {
    if (buffer.remaining() >= bytes) {
      return;
    }
    ByteBuffer next =
        buffer.capacity() >= bytes ? buffer.compact() : ByteBuffer.allocate(bytes).put(buffer);
    next.limit((int) Math.min(next.capacity(), next.position() + end - position));
    int count = next.remaining();
    file.read(position, next);
    position += count;
    buffer = next.flip();
  }
}

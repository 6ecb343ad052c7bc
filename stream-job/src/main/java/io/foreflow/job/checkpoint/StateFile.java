package io.foreflow.job.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.state.StreamStateHandle;

/** A file of a checkpoint, compared with the checksum at its end. */
final class StateFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private StateFile() {}

  /**
   * Reads all of a file and compares it with its checksum. A file of an earlier release has no
   * checksum and only has to have its full length.
   *
   * @param opened closes the stream where the task is cancelled meanwhile
   */
  static void check(StreamStateHandle file, CloseableRegistry opened) throws IOException {
    if (file.getStateSize() < 0) {
      return; // Flink does not know how long it is.
    }
    try (FSDataInputStream in = open(file)) {
      opened.registerCloseable(in);
      try {
        check(name(file), in, file.getStateSize());
      } finally {
        opened.unregisterCloseable(in);
      }
    }
  }

  private static void check(String name, InputStream in, long size) throws IOException {
    CheckedInput input = new CheckedInput(name, in, size);
    byte[] buffer = new byte[BUFFER_BYTES];
    while (input.read(buffer, 0, buffer.length) >= 0) {
      // The content is compared at its end.
    }
  }

  static FSDataInputStream open(StreamStateHandle file) throws IOException {
    try {
      return file.openInputStream();
    } catch (FileNotFoundException e) {
      throw new DamagedCheckpointException(name(file), "is gone", e);
    }
  }

  static String name(StreamStateHandle file) {
    return file.maybeGetPath().map(Object::toString).orElse("a state inside _metadata");
  }

  /** The content of a file from the first byte on, compared with its checksum at the end. */
  static final class CheckedInput {
    private final String name;
    private final InputStream in;
    private final CRC32C sum = new CRC32C();
    private final byte[] last = new byte[ChecksumTrailer.BYTES];
    private final long size;
    private long position;
    private boolean ended;

    CheckedInput(String name, InputStream in, long size) {
      this.name = name;
      this.in = in;
      this.size = size;
    }

    long position() {
      return position;
    }

    /** Reads bytes like {@link InputStream#read(byte[], int, int)}, without the trailer. */
    int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      long contentEnd = Math.max(0, size - ChecksumTrailer.BYTES);
      if (position < contentEnd) {
        int read = in.read(bytes, offset, (int) Math.min(length, contentEnd - position));
        if (read < 0) {
          throw cut(position);
        }
        sum.update(bytes, offset, read);
        position += read;
        return read;
      }
      if (position == contentEnd && !ended) {
        readLast((int) (size - contentEnd));
      }
      return readRest(bytes, offset, length, contentEnd);
    }

    private void readLast(int rest) throws IOException {
      int read = in.readNBytes(last, 0, rest);
      if (read < rest) {
        throw cut(position + read);
      }
      if (in.read() >= 0) {
        throw new DamagedCheckpointException(name, "is longer than the " + size + " bytes written");
      }
      ended = true;
      if (rest == ChecksumTrailer.BYTES && ChecksumTrailer.is(last)) {
        ChecksumTrailer.check(name, last, sum);
        position = size;
      }
    }

    /** Reads the last bytes of a file without a trailer, which are content. */
    private int readRest(byte[] bytes, int offset, int length, long contentEnd) {
      int count = (int) Math.min(length, size - position);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(last, (int) (position - contentEnd), bytes, offset, count);
      position += count;
      return count;
    }

    private DamagedCheckpointException cut(long found) {
      return new DamagedCheckpointException(
          name, "has " + found + " bytes, " + size + " were written");
    }
  }
}

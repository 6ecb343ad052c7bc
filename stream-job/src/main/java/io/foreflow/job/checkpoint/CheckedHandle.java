package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.state.PhysicalStateHandleID;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.jspecify.annotations.Nullable;

/**
 * A file of RocksDB without the checksum at its end. It is read from the first byte to the last and
 * compared at the end, so no file is read twice.
 */
final class CheckedHandle implements StreamStateHandle {
  private static final long serialVersionUID = 1;

  private final StreamStateHandle file;
  private final AtomicReference<@Nullable DamagedCheckpointException> damage;

  /**
   * @param damage is told of a damaged file. When several files are read at once, Flink may report
   *     another one that it only stopped
   */
  CheckedHandle(
      StreamStateHandle file, AtomicReference<@Nullable DamagedCheckpointException> damage) {
    this.file = file;
    this.damage = damage;
  }

  @Override
  public FSDataInputStream openInputStream() throws IOException {
    try {
      FSDataInputStream in = StateFile.open(file);
      return new Input(
          in, new StateFile.CheckedInput(StateFile.name(file), in, file.getStateSize()), damage);
    } catch (DamagedCheckpointException e) {
      damage.compareAndSet(null, e);
      throw e;
    }
  }

  /** Returns nothing, because the bytes would not be compared with the checksum. */
  @Override
  public Optional<byte[]> asBytesIfInMemory() {
    return Optional.empty();
  }

  /** The id of the file itself, by which the next checkpoint refers to the same file. */
  @Override
  public PhysicalStateHandleID getStreamStateHandleID() {
    return file.getStreamStateHandleID();
  }

  @Override
  public void discardState() throws Exception {
    file.discardState();
  }

  @Override
  public long getStateSize() {
    return file.getStateSize();
  }

  @Override
  public String toString() {
    return file + " with a checksum";
  }

  private static final class Input extends FSDataInputStream {
    private final FSDataInputStream in;
    private final StateFile.CheckedInput content;
    private final AtomicReference<@Nullable DamagedCheckpointException> damage;

    Input(
        FSDataInputStream in,
        StateFile.CheckedInput content,
        AtomicReference<@Nullable DamagedCheckpointException> damage) {
      this.in = in;
      this.content = content;
      this.damage = damage;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return content.read(bytes, offset, length);
      } catch (DamagedCheckpointException e) {
        damage.compareAndSet(null, e);
        throw e;
      }
    }

    @Override
    public void seek(long position) throws IOException {
      if (position < content.position()) {
        throw new IOException("This file of a checkpoint can only be read from begin to end");
      }
      skipNBytes(position - content.position());
    }

    @Override
    public long getPos() {
      return content.position();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

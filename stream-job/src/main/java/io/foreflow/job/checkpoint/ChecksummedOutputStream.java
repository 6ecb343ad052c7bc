package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.jspecify.annotations.Nullable;

/** A file of a task's state, with its checksum at the end. A file without content has none. */
final class ChecksummedOutputStream extends CheckpointStateOutputStream {
  private final CheckpointStateOutputStream out;
  private final CRC32C sum = new CRC32C();
  private boolean empty = true;

  ChecksummedOutputStream(CheckpointStateOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
    sum.update(one);
    empty = false;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    sum.update(bytes, offset, length);
    empty &= length == 0;
  }

  @Override
  public @Nullable StreamStateHandle closeAndGetHandle() throws IOException {
    if (!empty) {
      ChecksumTrailer.write(sum, out);
    }
    return out.closeAndGetHandle();
  }

  @Override
  public long getPos() throws IOException {
    return out.getPos();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void sync() throws IOException {
    out.sync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

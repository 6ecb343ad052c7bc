package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.zip.CheckedOutputStream;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.jspecify.annotations.Nullable;

/** A file of a task's state, with its checksum at the end. A file without content has none. */
final class ChecksummedOutputStream extends CheckpointStateOutputStream {
  private final CheckpointStateOutputStream out;
  private final CheckedOutputStream summed;

  ChecksummedOutputStream(CheckpointStateOutputStream out) {
    this.out = out;
    this.summed = ChecksumTrailer.summed(out);
  }

  @Override
  public void write(int one) throws IOException {
    summed.write(one);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    summed.write(bytes, offset, length);
  }

  @Override
  public @Nullable StreamStateHandle closeAndGetHandle() throws IOException {
    if (out.getPos() > 0) {
      ChecksumTrailer.write(summed);
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

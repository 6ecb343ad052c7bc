package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.flink.runtime.state.CheckpointMetadataOutputStream;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;

/** A checkpoint's {@code _metadata}, with its checksum at the end. */
final class ChecksummedMetadataStream extends CheckpointMetadataOutputStream {
  private final CheckpointMetadataOutputStream out;
  private final CRC32C sum = new CRC32C();

  ChecksummedMetadataStream(CheckpointMetadataOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
    sum.update(one);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    sum.update(bytes, offset, length);
  }

  @Override
  public CompletedCheckpointStorageLocation closeAndFinalizeCheckpoint() throws IOException {
    ChecksumTrailer.write(sum, out);
    return out.closeAndFinalizeCheckpoint();
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

package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.zip.CheckedOutputStream;
import org.apache.flink.runtime.state.CheckpointMetadataOutputStream;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;

/** A checkpoint's {@code _metadata}, with its checksum at the end. */
final class ChecksummedMetadataStream extends CheckpointMetadataOutputStream {
  private final CheckpointMetadataOutputStream out;
  private final CheckedOutputStream summed;

  ChecksummedMetadataStream(CheckpointMetadataOutputStream out) {
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
  public CompletedCheckpointStorageLocation closeAndFinalizeCheckpoint() throws IOException {
    ChecksumTrailer.write(summed);
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

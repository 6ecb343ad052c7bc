package io.foreflow.job.checkpoint;

import java.io.IOException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;

/**
 * Flink's storage of checkpoints in files, with a checksum at the end of each file. Flink decides
 * which files there are, where, and for how long.
 */
public final class ChecksummedStorage implements CheckpointStorage {
  private static final long serialVersionUID = 1;

  private final CheckpointStorage files;

  /** Adds checksums to what {@code files} writes. */
  public ChecksummedStorage(CheckpointStorage files) {
    this.files = files;
  }

  @Override
  public CompletedCheckpointStorageLocation resolveCheckpoint(String pointer) throws IOException {
    return checked(files.resolveCheckpoint(pointer));
  }

  @Override
  public CheckpointStorageAccess createCheckpointStorage(JobID job) throws IOException {
    return new ChecksummedStorageAccess(files.createCheckpointStorage(job));
  }

  /** Returns a checkpoint to restore, after comparing its {@code _metadata} with the checksum. */
  static CompletedCheckpointStorageLocation checked(CompletedCheckpointStorageLocation location)
      throws IOException {
    try (CloseableRegistry opened = new CloseableRegistry()) {
      StateFile.check(location.getMetadataHandle(), opened);
    }
    return location;
  }

  @Override
  public String toString() {
    return files + " with checksums";
  }
}

package io.foreflow.job.checkpoint;

import java.io.IOException;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStateToolset;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStorageLocation;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.jspecify.annotations.Nullable;

/** The checkpoints of one job, as its JobManager and its tasks see them. */
final class ChecksummedStorageAccess implements CheckpointStorageAccess {
  private final CheckpointStorageAccess files;

  ChecksummedStorageAccess(CheckpointStorageAccess files) {
    this.files = files;
  }

  @Override
  public boolean supportsHighlyAvailableStorage() {
    return files.supportsHighlyAvailableStorage();
  }

  @Override
  public boolean hasDefaultSavepointLocation() {
    return files.hasDefaultSavepointLocation();
  }

  @Override
  public CompletedCheckpointStorageLocation resolveCheckpoint(String pointer) throws IOException {
    return ChecksummedStorage.checked(files.resolveCheckpoint(pointer));
  }

  @Override
  public void initializeBaseLocationsForCheckpoint() throws IOException {
    files.initializeBaseLocationsForCheckpoint();
  }

  @Override
  public CheckpointStorageLocation initializeLocationForCheckpoint(long checkpoint)
      throws IOException {
    return new ChecksummedLocation(files.initializeLocationForCheckpoint(checkpoint));
  }

  @Override
  public CheckpointStorageLocation initializeLocationForSavepoint(
      long checkpoint, @Nullable String where) throws IOException {
    return new ChecksummedLocation(files.initializeLocationForSavepoint(checkpoint, where));
  }

  @Override
  public CheckpointStreamFactory resolveCheckpointStorageLocation(
      long checkpoint, CheckpointStorageLocationReference reference) throws IOException {
    return new ChecksummedStreams(files.resolveCheckpointStorageLocation(checkpoint, reference));
  }

  /**
   * A stream without a checksum: no operator of ours writes such files, which outlive checkpoints
   * and are restored elsewhere.
   */
  @Override
  public CheckpointStateOutputStream createTaskOwnedStateStream() throws IOException {
    return files.createTaskOwnedStateStream();
  }

  @Override
  public CheckpointStateToolset createTaskOwnedCheckpointStateToolset() {
    return files.createTaskOwnedCheckpointStateToolset();
  }
}

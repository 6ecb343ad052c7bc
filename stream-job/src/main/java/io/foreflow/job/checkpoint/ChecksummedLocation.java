package io.foreflow.job.checkpoint;

import java.io.IOException;
import org.apache.flink.runtime.state.CheckpointMetadataOutputStream;
import org.apache.flink.runtime.state.CheckpointStorageLocation;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;

/** The place where the JobManager writes one checkpoint. */
final class ChecksummedLocation extends ChecksummedStreams implements CheckpointStorageLocation {
  private final CheckpointStorageLocation location;

  ChecksummedLocation(CheckpointStorageLocation location) {
    super(location);
    this.location = location;
  }

  @Override
  public CheckpointMetadataOutputStream createMetadataOutputStream() throws IOException {
    return new ChecksummedMetadataStream(location.createMetadataOutputStream());
  }

  @Override
  public void disposeOnFailure() throws IOException {
    location.disposeOnFailure();
  }

  @Override
  public CheckpointStorageLocationReference getLocationReference() {
    return location.getLocationReference();
  }
}

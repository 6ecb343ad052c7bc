package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.StreamStateHandle;

/** The place where a task writes its part of one checkpoint. */
class ChecksummedStreams implements CheckpointStreamFactory {
  private final CheckpointStreamFactory streams;

  ChecksummedStreams(CheckpointStreamFactory streams) {
    this.streams = streams;
  }

  @Override
  public final CheckpointStateOutputStream createCheckpointStateOutputStream(
      CheckpointedStateScope scope) throws IOException {
    return new ChecksummedOutputStream(streams.createCheckpointStateOutputStream(scope));
  }

  @Override
  public final boolean canFastDuplicate(StreamStateHandle handle, CheckpointedStateScope scope)
      throws IOException {
    return streams.canFastDuplicate(handle, scope);
  }

  @Override
  public final List<StreamStateHandle> duplicate(
      List<StreamStateHandle> handles, CheckpointedStateScope scope) throws IOException {
    return streams.duplicate(handles, scope);
  }

  @Override
  public final void reusePreviousStateHandle(Collection<? extends StreamStateHandle> handles) {
    streams.reusePreviousStateHandle(handles);
  }

  @Override
  public final boolean couldReuseStateHandle(StreamStateHandle handle) {
    return streams.couldReuseStateHandle(handle);
  }

  @Override
  public final String toString() {
    return streams + " with checksums";
  }
}

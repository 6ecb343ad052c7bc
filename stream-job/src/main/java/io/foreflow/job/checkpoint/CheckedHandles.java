package io.foreflow.job.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.jspecify.annotations.Nullable;

/** The states that a task restores, compared with their checksums before or while they are read. */
final class CheckedHandles {
  private final AtomicReference<@Nullable DamagedCheckpointException> damage =
      new AtomicReference<>();

  /** The damage that was found while files were read; null if there is none. */
  @Nullable DamagedCheckpointException damage() {
    return damage.get();
  }

  /** The same states, to be restored in place of {@code handles}. */
  Collection<KeyedStateHandle> keyed(Collection<KeyedStateHandle> handles, CloseableRegistry opened)
      throws IOException {
    List<KeyedStateHandle> checked = new ArrayList<>(handles.size());
    for (KeyedStateHandle handle : handles) {
      checked.add(keyed(handle, opened));
    }
    return checked;
  }

  private KeyedStateHandle keyed(KeyedStateHandle handle, CloseableRegistry opened)
      throws IOException {
    if (handle instanceof KeyGroupsStateHandle groups) {
      StateFile.check(groups.getDelegateStateHandle(), opened);
      return groups;
    }
    if (handle instanceof IncrementalRemoteKeyedStateHandle rocksDb) {
      StateFile.check(rocksDb.getMetaDataStateHandle(), opened);
      return IncrementalRemoteKeyedStateHandle.restore(
          rocksDb.getBackendIdentifier(),
          rocksDb.getKeyGroupRange(),
          rocksDb.getCheckpointId(),
          checked(rocksDb.getSharedState()),
          checked(rocksDb.getPrivateState()),
          rocksDb.getMetaDataStateHandle(),
          rocksDb.getCheckpointedSize(),
          rocksDb.getStateHandleId());
    }
    return handle;
  }

  private List<HandleAndLocalPath> checked(List<HandleAndLocalPath> files) {
    List<HandleAndLocalPath> checked = new ArrayList<>(files.size());
    for (HandleAndLocalPath file : files) {
      checked.add(
          HandleAndLocalPath.of(new CheckedHandle(file.getHandle(), damage), file.getLocalPath()));
    }
    return checked;
  }

  /** Reads all files of keyed state, and fails if one is damaged. */
  static void check(KeyedStateHandle handle, CloseableRegistry opened) throws IOException {
    if (handle instanceof KeyGroupsStateHandle groups) {
      StateFile.check(groups.getDelegateStateHandle(), opened);
    } else if (handle instanceof IncrementalRemoteKeyedStateHandle rocksDb) {
      StateFile.check(rocksDb.getMetaDataStateHandle(), opened);
      for (HandleAndLocalPath file : rocksDb.getSharedState()) {
        StateFile.check(file.getHandle(), opened);
      }
      for (HandleAndLocalPath file : rocksDb.getPrivateState()) {
        StateFile.check(file.getHandle(), opened);
      }
    }
  }

  /** Fails if the states of an operator, a source or a sink are damaged. */
  static void operator(Collection<OperatorStateHandle> handles, CloseableRegistry opened)
      throws IOException {
    for (OperatorStateHandle handle : handles) {
      StateFile.check(handle.getDelegateStateHandle(), opened);
    }
  }
}

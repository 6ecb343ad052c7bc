package io.foreflow.job.checkpoint;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.CheckpointStorageFactory;
import org.apache.flink.runtime.state.CheckpointStorageLoader;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.util.DynamicCodeLoadingException;

/** The factory by whose name Flink loads the job's storage of checkpoints. */
public final class ChecksummedStorageFactory
    implements CheckpointStorageFactory<CheckpointStorage> {
  @Override
  public CheckpointStorage createFromConfig(ReadableConfig config, ClassLoader classLoader) {
    Configuration inner = ChecksumSettings.without(config, CheckpointingOptions.CHECKPOINT_STORAGE);
    CheckpointStorage storage;
    try {
      storage =
          CheckpointStorageLoader.load(
              null, new HashMapStateBackend(), inner, new Configuration(), classLoader, null);
    } catch (DynamicCodeLoadingException e) {
      throw new IllegalConfigurationException(
          "Can't load the checkpoint storage " + inner.get(CheckpointingOptions.CHECKPOINT_STORAGE),
          e);
    }
    // If Flink puts many states into one file, the end of a state is not the end of a file.
    boolean oneFileEach = !inner.get(CheckpointingOptions.FILE_MERGING_ENABLED);
    return storage instanceof FileSystemCheckpointStorage && oneFileEach
        ? new ChecksummedStorage(storage)
        : storage;
  }
}

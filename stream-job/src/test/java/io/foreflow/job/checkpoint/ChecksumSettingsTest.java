package io.foreflow.job.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.CheckpointStorageLoader;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink loads ours by their settings, and ours what was asked for. */
class ChecksumSettingsTest {
  private static final String DIRECTORY = CheckpointingOptions.CHECKPOINTS_DIRECTORY.key();

  @Test
  void theConfiguredBackendKeepsTheStates() throws Exception {
    assertThat(backend(Map.of())).contains("HashMapStateBackend").endsWith(" with checksums");
    assertThat(backend(Map.of("state.backend.type", "hashmap"))).contains("HashMapStateBackend");
    assertThat(backend(Map.of("state.backend.type", "rocksdb")))
        .contains("EmbeddedRocksDBStateBackend")
        .endsWith(" with checksums");
  }

  @Test
  void checkpointsInFilesHaveChecksums(@TempDir Path folder) throws Exception {
    String directory = folder.toUri().toString();
    assertThat(storage(Map.of(DIRECTORY, directory), true)).isInstanceOf(ChecksummedStorage.class);
    assertThat(storage(Map.of(DIRECTORY, directory), false))
        .isInstanceOf(FileSystemCheckpointStorage.class);
    assertThat(
            storage(
                Map.of(
                    DIRECTORY, directory, CheckpointingOptions.FILE_MERGING_ENABLED.key(), "true"),
                true))
        .isInstanceOf(FileSystemCheckpointStorage.class);
    assertThat(storage(Map.of(), true)).isInstanceOf(JobManagerCheckpointStorage.class);
    assertThat(storage(Map.of("execution.checkpointing.storage", "jobmanager"), true))
        .isInstanceOf(JobManagerCheckpointStorage.class);
  }

  @Test
  void repeatedSettingsAreEqual() {
    Configuration once = new Configuration();
    once.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    once.addAll(ChecksumSettings.settings(once, true));
    Configuration twice = new Configuration(once);
    twice.addAll(ChecksumSettings.settings(twice, true));
    assertThat(twice).isEqualTo(once);
  }

  private static String backend(Map<String, String> asked) throws Exception {
    StateBackend loaded =
        StateBackendLoader.loadStateBackendFromConfig(
            set(asked, true), ChecksumSettingsTest.class.getClassLoader(), null);
    return loaded.toString();
  }

  private static CheckpointStorage storage(Map<String, String> asked, boolean write)
      throws Exception {
    return CheckpointStorageLoader.load(
        null,
        new HashMapStateBackend(),
        set(asked, write),
        new Configuration(),
        ChecksumSettingsTest.class.getClassLoader(),
        null);
  }

  private static Configuration set(Map<String, String> asked, boolean write) {
    Configuration job = Configuration.fromMap(asked);
    job.addAll(ChecksumSettings.settings(job, write));
    return job;
  }
}

package io.foreflow.job.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * A checkpoint that Flink has left in files, as {@code chk-<number>} in the folder of its job.
 *
 * @param number grows with each checkpoint of a job
 */
public record SavedCheckpoint(Path folder, long number) {
  private static final String PREFIX = "chk-";
  private static final String METADATA = "_metadata";

  /** The checkpoints of a job, newest first. Those that were never completed are left out. */
  public static List<SavedCheckpoint> of(Path job) throws IOException {
    FileSystem files = job.getFileSystem();
    List<SavedCheckpoint> found = new ArrayList<>();
    if (files.exists(job)) {
      for (FileStatus status : files.listStatus(job)) {
        Path folder = status.getPath();
        if (folder.getName().matches(PREFIX + "\\d+") && files.exists(new Path(folder, METADATA))) {
          found.add(
              new SavedCheckpoint(
                  folder, Long.parseLong(folder.getName().substring(PREFIX.length()))));
        }
      }
    }
    found.sort(Comparator.comparingLong(SavedCheckpoint::number).reversed());
    return found;
  }

  /**
   * Reads all files of the checkpoint.
   *
   * @throws DamagedCheckpointException if one of them is not what was written
   */
  public void check() throws IOException {
    Path metadata = new Path(folder, METADATA);
    FileStateHandle file =
        new FileStateHandle(metadata, metadata.getFileSystem().getFileStatus(metadata).getLen());
    try (CloseableRegistry opened = new CloseableRegistry()) {
      StateFile.check(file, opened);
      for (OperatorState operator : read(file).getOperatorStates()) {
        for (OperatorSubtaskState task : operator.getStates()) {
          CheckedHandles.operator(task.getManagedOperatorState(), opened);
          for (KeyedStateHandle keyed : task.getManagedKeyedState()) {
            CheckedHandles.check(keyed, opened);
          }
        }
      }
    }
  }

  private CheckpointMetadata read(FileStateHandle file) throws DamagedCheckpointException {
    try (DataInputStream in = new DataInputStream(file.openInputStream())) {
      return Checkpoints.loadCheckpointMetadata(
          in, SavedCheckpoint.class.getClassLoader(), folder.toString());
    } catch (IOException | RuntimeException e) {
      throw new DamagedCheckpointException(
          file.getFilePath().toString(), "can't be read: " + e.getMessage(), e);
    }
  }
}

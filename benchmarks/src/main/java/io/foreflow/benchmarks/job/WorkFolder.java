package io.foreflow.benchmarks.job;

import io.foreflow.cli.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder of a benchmark's processes, with topics, checkpoints and logs. It can take some
 * gigabytes. It is deleted on close, and when Ctrl-C ends this JVM.
 */
public final class WorkFolder implements AutoCloseable {
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 200;

  private final TemporaryFolder folder;
  private final Thread hook = new Thread(this::deleteAfterProcesses, "delete-work-folder");

  private WorkFolder(TemporaryFolder folder) {
    this.folder = folder;
  }

  /** Creates an empty one. */
  public static WorkFolder create() throws IOException {
    WorkFolder created = new WorkFolder(TemporaryFolder.create("foreflow-bench-"));
    Runtime.getRuntime().addShutdownHook(created.hook);
    return created;
  }

  /** Where it is. */
  public Path path() {
    return folder.path();
  }

  /**
   * Deletes the folder. Processes that are killed at the same time may still write, so it tries
   * again.
   */
  private void deleteAfterProcesses() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Thread.sleep(PAUSE_MILLIS);
        folder.close();
        return;
      } catch (IOException e) {
        // Something was written meanwhile, so try again.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    folder.close();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is already ending, and its hook finds nothing left to delete.
    }
  }
}

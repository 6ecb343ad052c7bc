package io.foreflow.benchmarks.job;

import io.foreflow.flink.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An application in its own process. */
record ProcessRun(JavaProcess worker, boolean startsOver) implements Run {
  /**
   * Starts an application, with its log and temporary files in its own folder. Its heap has its
   * full size from the start.
   */
  static ProcessRun start(
      Path folder,
      String classPath,
      long heapBytes,
      String main,
      List<String> arguments,
      boolean startsOver)
      throws IOException {
    Files.createDirectories(folder);
    JavaProcess process =
        JavaProcess.start(
            folder.resolve("process.out"),
            classPath,
            Map.of("MALLOC_ARENA_MAX", "2"),
            List.of("-Xms" + heapBytes, "-Xmx" + heapBytes, "-Djava.io.tmpdir=" + folder),
            main,
            arguments);
    return new ProcessRun(process, startsOver);
  }

  @Override
  public void requireRunning() {
    worker.requireAlive();
  }

  @Override
  public void close() {
    worker.close();
  }
}

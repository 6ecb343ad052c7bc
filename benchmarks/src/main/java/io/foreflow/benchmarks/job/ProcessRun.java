package io.foreflow.benchmarks.job;

import io.foreflow.flink.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An application that is a process of its own. */
record ProcessRun(JavaProcess worker, boolean startsOver) implements Run {
  /**
   * Starts one, with its log and its temporary files in a folder of its own, and a heap that is as
   * large from the start.
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

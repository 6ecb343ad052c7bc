package io.foreflow.cli.demo;

import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.console.Console;
import io.foreflow.job.config.PipelineConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The local Flink of a demo. */
final class DemoFlink {

  private static final Duration JOB_START = Duration.ofSeconds(60);

  private DemoFlink() {}

  /** As many tasks as the processor runs at a time, and no more than a topic has partitions. */
  static int parallelism(int partitions) {
    return Math.min(partitions, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Starts a job and waits until it runs.
   *
   * @param console shows the waves of this Flink from then on; null if there is none
   */
  static LocalFlink start(
      PipelineConfig job, int parallelism, DemoFolder folder, @Nullable Console console)
      throws Exception {
    LocalFlink flink = LocalFlink.start(job, parallelism, LocalFlink.DEFAULT_PORTS, folder.flink());
    try {
      flink.awaitRunning(JOB_START);
    } catch (Exception e) {
      flink.close();
      throw e;
    }
    if (console != null) {
      console.watchFlink(flink.webPage());
    }
    return flink;
  }
}

package io.foreflow.benchmarks.memory;

import io.foreflow.job.config.Tuning;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The measured process: a Flink that runs {@link KeptStatesJob} until it stores all states, and
 * writes a file with the memory that they take.
 */
final class KeptStates {
  private static final int COLLECTIONS = 3;
  private static final int KIBI = 1024;
  private static final int AT_REST = 6;
  private static final long PAUSE_MILLIS = 500;

  private KeptStates() {}

  /**
   * Runs one measurement. The arguments are: backend, number of series, file of states, file for
   * the results, folder.
   */
  public static void main(String[] arguments) throws Exception {
    Backend backend = Backend.valueOf(arguments[0]);
    long series = Long.parseLong(arguments[1]);
    Path folder = Path.of(arguments[4]);
    Properties found = new Properties();
    try (MiniCluster cluster = cluster(backend, folder)) {
      cluster.start();
      JobID job = submit(cluster, series, Path.of(arguments[2]));
      CompletableFuture<?> end = cluster.requestJobResult(job);
      KeptStatesJob.awaitOpen(end);
      double heapBefore = heap();
      double residentBefore = resident();
      KeptStatesJob.fill(end);
      if (backend == Backend.HASHMAP) {
        put(found, MemoryBench.HEAP, (heap() - heapBefore) / series);
      } else {
        put(found, MemoryBench.ROCKSDB_NATIVE, (resident() - residentBefore) / 1e6);
        flush(cluster, job, folder);
        put(found, MemoryBench.ROCKSDB_FILES, (double) filesAtRest(folder) / series);
      }
      cluster.cancelJob(job).get();
    }
    try (OutputStream out = Files.newOutputStream(Path.of(arguments[3]))) {
      found.store(out, null);
    }
    System.exit(0);
  }

  private static void put(Properties found, String name, double value) {
    found.setProperty(name, Double.toString(value));
  }

  private static MiniCluster cluster(Backend backend, Path folder) {
    Configuration settings = new Configuration();
    new Tuning(Duration.ZERO).setIn(settings);
    settings.set(StateBackendOptions.STATE_BACKEND, backend.name().toLowerCase(Locale.ROOT));
    settings.set(CoreOptions.TMP_DIRS, folder.toString());
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(RestOptions.BIND_ADDRESS, "localhost");
    settings.set(JobManagerOptions.BIND_HOST, "localhost");
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("savepoint").toUri().toString());
    // Managed memory for RocksDB's block cache and for states that it has not yet written.
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(settings)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(1)
            .build());
  }

  private static JobID submit(MiniCluster cluster, long series, Path states) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    environment.setParallelism(1);
    KeptStatesJob.define(environment, series, states);
    return cluster.submitJob(environment.getStreamGraph()).get().getJobID();
  }

  /** Bytes of the heap that are reachable. */
  private static double heap() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes of the process in memory; 0 if the system does not tell. */
  private static double resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KIBI)
          .findFirst()
          .orElse(0);
    }
  }

  /** Makes RocksDB write its memory to files, by a savepoint in RocksDB's own format. */
  private static void flush(MiniCluster cluster, JobID job, Path folder) throws Exception {
    String unused =
        cluster
            .triggerSavepoint(
                job,
                folder.resolve("savepoint").toUri().toString(),
                false,
                SavepointFormatType.NATIVE)
            .get();
  }

  /**
   * Bytes of RocksDB's files, after they have not changed for a while, so that no compaction is
   * running.
   */
  private static long filesAtRest(Path folder) throws InterruptedException {
    long bytes = files(folder);
    for (int same = 0; same < AT_REST; ) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      long now = files(folder);
      same = now == bytes ? same + 1 : 0;
      bytes = now;
    }
    return bytes;
  }

  private static long files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(
              file -> file.toString().endsWith(".sst") && !file.toString().contains("savepoint"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (UncheckedIOException | IOException e) {
      return -1; // A file was deleted during the walk, so the folder is not at rest.
    }
  }
}

package io.foreflow.benchmarks.job;

import io.foreflow.flink.FlinkCluster;
import io.foreflow.flink.FlinkSetup;
import io.foreflow.flink.JavaProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.OperatingSystem;

/**
 * A Flink cluster with one TaskManager, for one variant of a benchmark.
 *
 * <p>The job's classes lie on Flink's own class path, as in a cluster of one application. The jar
 * that is submitted only names them.
 */
final class BenchFlink implements AutoCloseable {
  private final FlinkCluster cluster;
  private final JavaProcess taskManager;
  private final String jar;

  private BenchFlink(FlinkCluster cluster, JavaProcess taskManager, String jar) {
    this.cluster = cluster;
    this.taskManager = taskManager;
    this.jar = jar;
  }

  /**
   * Starts a cluster with its files in a folder.
   *
   * @param slots of the TaskManager
   * @param heap of the TaskManager, for tasks
   * @param more options for the JVMs
   */
  static BenchFlink start(Path folder, int slots, MemorySize heap, List<String> more)
      throws Exception {
    FlinkCluster cluster =
        FlinkCluster.start(
            new FlinkSetup(folder, JavaProcess.ownClassPath(), null, settings(slots, heap), more));
    try {
      JavaProcess taskManager = cluster.startTaskManager(hugePages());
      return new BenchFlink(cluster, taskManager, cluster.rest().upload(emptyJar(folder)));
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private static Map<String, String> settings(int slots, MemorySize heap) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.memory.heap.size", "256m");
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.task.heap.size", heap.toString());
    settings.put("taskmanager.memory.managed.size", "512m");
    settings.put("taskmanager.memory.network.min", "64m");
    settings.put("taskmanager.memory.network.max", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "256m");
    // What docs/operations/running-on-flink.md tells people to set.
    settings.put(
        "classloader.parent-first-patterns.additional",
        "ai.onnxruntime;net.jpountz;org.xerial.snappy");
    return settings;
  }

  /** A jar that Flink takes for a program; its main class is found on Flink's class path. */
  private static Path emptyJar(Path folder) throws IOException {
    Path jar = folder.resolve("job.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.finish();
    }
    return jar;
  }

  /**
   * The JVM's option for huge pages, which docker-compose.yml has too. No other system's JVM knows
   * the option.
   */
  private static String[] hugePages() {
    return OperatingSystem.isLinux()
        ? new String[] {"-XX:+UseTransparentHugePages"}
        : new String[0];
  }

  /** Starts a job on the TaskManager. */
  FlinkRun run(FlinkProgram program) throws Exception {
    String job = cluster.rest().run(jar, program.main(), program.arguments());
    return new FlinkRun(cluster.rest(), taskManager, job);
  }

  @Override
  public void close() {
    cluster.close();
  }
}

package io.foreflow.job.cluster;

import io.foreflow.flink.FlinkCluster;
import io.foreflow.flink.FlinkRest;
import io.foreflow.flink.FlinkSetup;
import io.foreflow.flink.FreePorts;
import io.foreflow.flink.JavaProcess;
import io.foreflow.flink.Polling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A small Flink cluster as users set one up, and the job's jar. Its {@code lib/} is Flink's own
 * jars and what the build puts into {@code target/flink-lib} for users to copy there; nothing of
 * the tests' class path is in it.
 */
final class JobCluster implements AutoCloseable {
  private static final Pattern METRICS_PORT =
      Pattern.compile("Started PrometheusReporter HTTP server on port (\\d+)");
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final FlinkCluster flink;
  private @Nullable String uploaded;

  private JobCluster(FlinkCluster flink) {
    this.flink = flink;
  }

  /** The job's jar, as the phase {@code package} leaves it. */
  static Path jar() {
    return TARGET.resolve("foreflow-stream-job.jar");
  }

  /** Starts the JobManager and waits until it answers. */
  static JobCluster start(Path folder) throws Exception {
    Path lib = TARGET.resolve("flink/lib");
    if (!Files.exists(jar()) || !Files.isDirectory(lib)) {
      throw new IllegalStateException("run the phase package first: it makes target/flink");
    }
    return new JobCluster(
        FlinkCluster.start(
            new FlinkSetup(
                folder,
                lib + "/*:" + TARGET.resolve("flink-lib") + "/*",
                TARGET.resolve("flink/plugins"),
                settings(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"))));
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    // What docs/operations/running-on-flink.md tells people to set.
    settings.put(
        "classloader.parent-first-patterns.additional",
        "ai.onnxruntime;net.jpountz;org.xerial.snappy");
    settings.put(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    // A range, since another process may take a port that was free a moment ago.
    int port = FreePorts.next();
    settings.put("metrics.reporter.prom.port", port + "-" + Math.min(port + 50, 65_535));
    // The jars of jobs that are gone are deleted after an hour otherwise.
    settings.put("blob.service.cleanup.interval", "1");
    // A dead TaskManager is noticed by its closed connection, not by its silence.
    settings.put("heartbeat.interval", "500 ms");
    settings.put("heartbeat.timeout", "20 s");
    settings.put("heartbeat.rpc-failure-threshold", "2");
    settings.put("taskmanager.numberOfTaskSlots", "2");
    settings.put("jobmanager.memory.heap.size", "160m");
    settings.put("jobmanager.memory.jvm-metaspace.size", "192m");
    settings.put("taskmanager.memory.framework.heap.size", "64m");
    settings.put("taskmanager.memory.task.heap.size", "128m");
    settings.put("taskmanager.memory.managed.size", "96m");
    settings.put("taskmanager.memory.network.min", "32m");
    settings.put("taskmanager.memory.network.max", "32m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "128m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "192m");
    return settings;
  }

  JavaProcess startTaskManager() throws Exception {
    return flink.startTaskManager();
  }

  /** What {@code bin/flink} runs, in a process of its own; it has ended when this returns. */
  JavaProcess runClient(String... arguments) throws Exception {
    return flink.runClient(arguments);
  }

  /** Submits the job's jar over the JobManager's REST interface, and returns the job's id. */
  String submit(List<String> arguments) throws Exception {
    if (uploaded == null) {
      uploaded = flink.rest().upload(jar());
    }
    return flink.rest().run(uploaded, null, arguments);
  }

  /** The ports where Prometheus finds the metrics of the JobManager and of a TaskManager. */
  List<Integer> metricsPorts(JavaProcess taskManager) throws Exception {
    List<Integer> ports = new ArrayList<>();
    for (JavaProcess process : List.of(flink.jobManager(), taskManager)) {
      ports.add(
          Integer.parseInt(
              Polling.await(
                      "port of the Prometheus reporter",
                      () -> process.logged(METRICS_PORT),
                      Optional::isPresent,
                      process)
                  .orElseThrow()));
    }
    return ports;
  }

  boolean isAlive() {
    return flink.jobManager().isAlive();
  }

  FlinkRest rest() {
    return flink.rest();
  }

  /** The one folder where a TaskManager puts temporary files, Flink's and Java's. */
  Path temporary(JavaProcess taskManager) {
    return flink.temporary(taskManager);
  }

  @Override
  public void close() {
    flink.close();
  }
}

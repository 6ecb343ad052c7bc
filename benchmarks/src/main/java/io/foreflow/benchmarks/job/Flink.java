package io.foreflow.benchmarks.job;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A standalone Flink: a JobManager, and a TaskManager for each measurement, with the options that
 * {@code bin/start-cluster.sh} would give them. A new TaskManager each time, so that none inherits
 * what the JIT compiler has learnt from another variant, nor its heap.
 *
 * <p>The job's classes lie on Flink's own class path, as in a cluster of one application. The jar
 * that is submitted only names them.
 */
final class Flink implements AutoCloseable {
  private final Path folder;
  private final JavaProcess jobManager;
  private final FlinkRest rest;
  private final String jar;
  private final List<String> more;
  private int taskManagers;

  private Flink(
      Path folder, List<String> more, JavaProcess jobManager, FlinkRest rest, String jar) {
    this.folder = folder;
    this.more = more;
    this.jobManager = jobManager;
    this.rest = rest;
    this.jar = jar;
  }

  /**
   * Starts a JobManager with its files in a folder.
   *
   * @param more options for the JVMs
   */
  static Flink start(Path folder, List<String> more) throws Exception {
    int port = freePort();
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        settings(folder, port).entrySet().stream()
            .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
            .collect(Collectors.joining()));
    Configuration configuration = GlobalConfiguration.loadConfiguration(conf.toString());
    List<String> jvm = jvm(folder, "jobmanager", more);
    jvm.addAll(
        words(
            JobManagerProcessUtils.generateJvmParametersStr(
                JobManagerProcessUtils.processSpecFromConfig(configuration), configuration)));
    JavaProcess jobManager =
        JavaProcess.start(
            folder.resolve("jobmanager.out"),
            JavaProcess.ownClassPath(),
            environment(conf),
            jvm,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--configDir", conf.toString()));
    try {
      FlinkRest rest = new FlinkRest(port);
      Patience.await("JobManager", jobManager, rest::answers, answers -> answers);
      return new Flink(folder, more, jobManager, rest, rest.upload(emptyJar(folder)));
    } catch (Exception e) {
      jobManager.close();
      throw e;
    }
  }

  private static Map<String, String> settings(Path folder, int restPort) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", Integer.toString(freePort()));
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("jobmanager.memory.heap.size", "256m");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("io.tmp.dirs", folder.resolve("tmp-jobmanager").toString());
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.numberOfTaskSlots", "1");
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.managed.size", "512m");
    settings.put("taskmanager.memory.network.min", "64m");
    settings.put("taskmanager.memory.network.max", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "256m");
    // A TaskManager that was killed is noticed by its closed connection, not by its silence.
    settings.put("heartbeat.interval", "500 ms");
    settings.put("heartbeat.rpc-failure-threshold", "2");
    settings.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
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

  /** Starts a TaskManager and a job on it. */
  FlinkRun run(FlinkProgram program) throws Exception {
    JavaProcess taskManager = startTaskManager(program.heap());
    try {
      String job = rest.run(jar, program.main(), program.arguments());
      return new FlinkRun(rest, taskManager, job);
    } catch (Exception e) {
      taskManager.close();
      throw e;
    }
  }

  private JavaProcess startTaskManager(MemorySize heap) throws Exception {
    String id = "taskmanager-" + ++taskManagers;
    Path conf = folder.resolve("conf");
    Configuration configuration = GlobalConfiguration.loadConfiguration(conf.toString());
    configuration.set(TaskManagerOptions.TASK_HEAP_MEMORY, heap);
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> jvm = jvm(folder, id, more);
    jvm.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(spec)));
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
    arguments.addAll(List.of("-D", "io.tmp.dirs=" + folder.resolve("tmp-" + id)));
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + id));
    JavaProcess taskManager =
        JavaProcess.start(
            folder.resolve(id + ".out"),
            JavaProcess.ownClassPath(),
            environment(conf),
            jvm,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            arguments);
    try {
      Patience.await(
          "TaskManager in the JobManager's list",
          taskManager,
          rest::taskManagers,
          // Alone: on one that was killed before, the job would wait for nothing.
          found -> found.equals(List.of(id)));
      return taskManager;
    } catch (Exception e) {
      taskManager.close();
      throw e;
    }
  }

  private static List<String> jvm(Path folder, String name, List<String> more) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp-" + name));
    List<String> jvm = new ArrayList<>();
    jvm.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    jvm.add("-Djava.io.tmpdir=" + temporary);
    jvm.add("-Dforeflow.log=" + folder.resolve(name + ".log"));
    jvm.addAll(more);
    return jvm;
  }

  private static Map<String, String> environment(Path conf) {
    return Map.of(
        // As few pools of native memory as in Flink's images, which use jemalloc.
        "MALLOC_ARENA_MAX", "2", "FLINK_CONF_DIR", conf.toString());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    jobManager.close();
  }
}

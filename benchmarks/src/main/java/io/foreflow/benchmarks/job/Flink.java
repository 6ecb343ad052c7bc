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
import org.apache.flink.util.OperatingSystem;

/**
 * A standalone Flink: a JobManager and a TaskManager, with the options that {@code
 * bin/start-cluster.sh} would give them.
 *
 * <p>The job's classes lie on Flink's own class path, as in a cluster of one application. The jar
 * that is submitted only names them.
 */
final class Flink implements AutoCloseable {
  private static final String TASK_MANAGER = "taskmanager";

  private final JavaProcess jobManager;
  private final JavaProcess taskManager;
  private final FlinkRest rest;
  private final String jar;

  private Flink(JavaProcess jobManager, JavaProcess taskManager, FlinkRest rest, String jar) {
    this.jobManager = jobManager;
    this.taskManager = taskManager;
    this.rest = rest;
    this.jar = jar;
  }

  /**
   * Starts one with its files in a folder.
   *
   * @param slots of the TaskManager
   * @param heap of the TaskManager, for tasks
   * @param more options for the JVMs
   */
  static Flink start(Path folder, int slots, MemorySize heap, List<String> more) throws Exception {
    int port = freePort();
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        settings(folder, port, slots).entrySet().stream()
            .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
            .collect(Collectors.joining()));
    Configuration configuration = GlobalConfiguration.loadConfiguration(conf.toString());
    JavaProcess jobManager = startJobManager(folder, configuration, more);
    JavaProcess taskManager = null;
    try {
      FlinkRest rest = new FlinkRest(port);
      Patience.await("JobManager", jobManager, rest::answers, answers -> answers);
      configuration.set(TaskManagerOptions.TASK_HEAP_MEMORY, heap);
      taskManager = startTaskManager(folder, configuration, more);
      Patience.await(
          "TaskManager in the JobManager's list",
          taskManager,
          rest::taskManagers,
          found -> found.equals(List.of(TASK_MANAGER)));
      return new Flink(jobManager, taskManager, rest, rest.upload(emptyJar(folder)));
    } catch (Exception e) {
      if (taskManager != null) {
        taskManager.close();
      }
      jobManager.close();
      throw e;
    }
  }

  private static JavaProcess startJobManager(
      Path folder, Configuration configuration, List<String> more) throws IOException {
    List<String> jvm = jvm(folder, "jobmanager", more);
    jvm.addAll(
        words(
            JobManagerProcessUtils.generateJvmParametersStr(
                JobManagerProcessUtils.processSpecFromConfig(configuration), configuration)));
    return start(
        folder,
        "jobmanager",
        jvm,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        List.of());
  }

  private static JavaProcess startTaskManager(
      Path folder, Configuration configuration, List<String> more) throws IOException {
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> options = new ArrayList<>(hugePages());
    options.addAll(more);
    List<String> jvm = jvm(folder, TASK_MANAGER, options);
    jvm.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(spec)));
    List<String> arguments =
        new ArrayList<>(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
    arguments.addAll(List.of("-D", "io.tmp.dirs=" + folder.resolve("tmp-" + TASK_MANAGER)));
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + TASK_MANAGER));
    return start(
        folder,
        TASK_MANAGER,
        jvm,
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        arguments);
  }

  private static JavaProcess start(
      Path folder, String name, List<String> jvm, String main, List<String> more)
      throws IOException {
    Path conf = folder.resolve("conf");
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
    arguments.addAll(more);
    return JavaProcess.start(
        folder.resolve(name + ".out"),
        JavaProcess.ownClassPath(),
        environment(conf),
        jvm,
        main,
        arguments);
  }

  private static Map<String, String> settings(Path folder, int restPort, int slots)
      throws IOException {
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
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.managed.size", "512m");
    settings.put("taskmanager.memory.network.min", "64m");
    settings.put("taskmanager.memory.network.max", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "256m");
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

  /** Starts a job on the TaskManager. */
  FlinkRun run(FlinkProgram program) throws Exception {
    return new FlinkRun(rest, taskManager, rest.run(jar, program.main(), program.arguments()));
  }

  /** As docker-compose.yml has it. No other system's JVM knows the option. */
  private static List<String> hugePages() {
    return OperatingSystem.isLinux() ? List.of("-XX:+UseTransparentHugePages") : List.of();
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
    taskManager.close();
    jobManager.close();
  }
}

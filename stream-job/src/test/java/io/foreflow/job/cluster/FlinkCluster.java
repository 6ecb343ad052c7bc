package io.foreflow.job.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.jspecify.annotations.Nullable;

/**
 * A standalone Flink: one JobManager, and TaskManagers as a test starts and kills them. Each is a
 * process of its own with the command line that {@code bin/start-cluster.sh} would give it.
 *
 * <p>Its {@code lib/} is Flink's own jars and what the build puts into {@code target/flink-lib} for
 * users to copy there; nothing of the tests' class path is in it.
 */
final class FlinkCluster implements AutoCloseable {
  /** What docs/operations/running-on-flink.md tells people to set. */
  private static final Map<String, String> DOCUMENTED =
      Map.of(
          "classloader.parent-first-patterns.additional",
          "ai.onnxruntime;net.jpountz;org.xerial.snappy");

  private static final Pattern METRICS_PORT =
      Pattern.compile("Started PrometheusReporter HTTP server on port (\\d+)");
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  private final Path folder;
  private final Configuration configuration;
  private final FlinkProcess jobManager;
  private final List<FlinkProcess> taskManagers = new ArrayList<>();
  private final FlinkRest rest;
  private int commands;
  private @Nullable String uploaded;

  private FlinkCluster(
      Path folder, Configuration configuration, FlinkProcess jobManager, FlinkRest rest) {
    this.folder = folder;
    this.configuration = configuration;
    this.jobManager = jobManager;
    this.rest = rest;
  }

  /** The job's jar, as the phase {@code package} leaves it. */
  static Path jar() {
    return TARGET.resolve("foreflow-stream-job.jar");
  }

  /** Starts the JobManager and waits until it answers. {@code settings} go to config.yaml. */
  static FlinkCluster start(Path folder, Map<String, String> settings) throws Exception {
    if (!Files.exists(jar()) || !Files.isDirectory(TARGET.resolve("flink/lib"))) {
      throw new IllegalStateException("run the phase package first: it makes target/flink");
    }
    Files.createDirectories(folder.resolve("log"));
    int restPort = freePort();
    Map<String, String> all = new LinkedHashMap<>(defaults(folder, restPort));
    all.putAll(DOCUMENTED);
    all.putAll(settings);
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        all.entrySet().stream()
            .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
            .collect(Collectors.joining()));
    Files.writeString(
        conf.resolve("log4j.properties"),
        """
        rootLogger.level = INFO
        rootLogger.appenderRef.console.ref = console
        appender.console.name = console
        appender.console.type = CONSOLE
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} %m%n
        logger.kafka.name = org.apache.kafka
        logger.kafka.level = WARN
        """);
    Configuration configuration = GlobalConfiguration.loadConfiguration(conf.toString());
    List<String> jvm = jvm(folder, folder.resolve("tmp-jobmanager"));
    jvm.addAll(
        words(
            JobManagerProcessUtils.generateJvmParametersStr(
                JobManagerProcessUtils.processSpecFromConfig(configuration), configuration)));
    FlinkProcess jobManager =
        FlinkProcess.start(
            folder.resolve("log/jobmanager.log"),
            classPath(),
            environment(folder),
            jvm,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--configDir", conf.toString()));
    FlinkRest rest = new FlinkRest(restPort);
    FlinkCluster cluster = new FlinkCluster(folder, configuration, jobManager, rest);
    try {
      rest.awaitAnswer(jobManager);
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private static Map<String, String> defaults(Path folder, int restPort) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", Integer.toString(freePort()));
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("jobmanager.memory.heap.size", "160m");
    settings.put("jobmanager.memory.jvm-metaspace.size", "192m");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("io.tmp.dirs", folder.resolve("tmp-jobmanager").toString());
    settings.put(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    // A range, since another process may take a port that was free a moment ago.
    int port = freePort();
    settings.put("metrics.reporter.prom.port", port + "-" + Math.min(port + 50, 65_535));
    // The jars of jobs that are gone are deleted after an hour otherwise.
    settings.put("blob.service.cleanup.interval", "1");
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.numberOfTaskSlots", "2");
    settings.put("taskmanager.memory.framework.heap.size", "64m");
    settings.put("taskmanager.memory.task.heap.size", "128m");
    settings.put("taskmanager.memory.managed.size", "96m");
    settings.put("taskmanager.memory.network.min", "32m");
    settings.put("taskmanager.memory.network.max", "32m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "128m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "192m");
    // A dead TaskManager is noticed by its closed connection, not by its silence.
    settings.put("heartbeat.interval", "500 ms");
    settings.put("heartbeat.timeout", "20 s");
    settings.put("heartbeat.rpc-failure-threshold", "2");
    settings.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    return settings;
  }

  /** Starts a TaskManager and waits until it has registered. */
  FlinkProcess startTaskManager(String... settings) throws Exception {
    String id = "taskmanager-" + taskManagers.size();
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    Path temporary = folder.resolve("tmp-" + taskManagers.size());
    List<String> jvm = jvm(folder, temporary);
    jvm.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(spec)));
    List<String> arguments = new ArrayList<>();
    arguments.add("--configDir");
    arguments.add(folder.resolve("conf").toString());
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
    arguments.add("-D");
    arguments.add("io.tmp.dirs=" + temporary);
    arguments.add("-D");
    arguments.add("taskmanager.resource-id=" + id);
    for (String setting : settings) {
      arguments.add("-D");
      arguments.add(setting);
    }
    FlinkProcess taskManager =
        FlinkProcess.start(
            folder.resolve("log/" + id + ".log"),
            classPath(),
            environment(folder),
            jvm,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            arguments);
    taskManagers.add(taskManager);
    rest.awaitTaskManager(id, taskManager);
    return taskManager;
  }

  /** What {@code bin/flink} runs, in a process of its own; it has ended when this returns. */
  FlinkProcess flink(String... arguments) throws Exception {
    List<String> jvm = jvm(folder, folder.resolve("tmp-commands"));
    jvm.add("-Xmx160m");
    FlinkProcess command =
        FlinkProcess.start(
            folder.resolve("log/flink-" + commands++ + ".log"),
            classPath(),
            environment(folder),
            jvm,
            "org.apache.flink.client.cli.CliFrontend",
            List.of(arguments));
    command.await();
    return command;
  }

  /** Submits the job's jar over the JobManager's REST interface, and returns the job's id. */
  String submit(String... arguments) throws Exception {
    if (uploaded == null) {
      uploaded = rest.upload(jar());
    }
    return rest.run(uploaded, arguments);
  }

  /** The ports where Prometheus finds the metrics of the JobManager and of a TaskManager. */
  List<Integer> metricsPorts(FlinkProcess taskManager) throws Exception {
    List<Integer> ports = new ArrayList<>();
    for (FlinkProcess process : List.of(jobManager, taskManager)) {
      ports.add(
          Integer.parseInt(
              FlinkRest.await(
                      "port of the Prometheus reporter",
                      () -> process.logged(METRICS_PORT),
                      Optional::isPresent,
                      process)
                  .orElseThrow()));
    }
    return ports;
  }

  boolean isAlive() {
    return jobManager.isAlive();
  }

  FlinkRest rest() {
    return rest;
  }

  /** The one folder where a TaskManager puts temporary files, Flink's and Java's. */
  Path temporary(FlinkProcess taskManager) {
    return folder.resolve("tmp-" + taskManagers.indexOf(taskManager));
  }

  private static List<String> jvm(Path folder, Path temporary) throws IOException {
    List<String> jvm = new ArrayList<>(SMALL);
    jvm.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    jvm.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary));
    jvm.add("-Dlog4j.configurationFile=" + folder.resolve("conf/log4j.properties"));
    return jvm;
  }

  private static Map<String, String> environment(Path folder) {
    return Map.of(
        // As few pools of native memory as in Flink's images, which use jemalloc.
        "MALLOC_ARENA_MAX", "2",
        "FLINK_CONF_DIR", folder.resolve("conf").toString(),
        "FLINK_PLUGINS_DIR", TARGET.resolve("flink/plugins").toString());
  }

  private static String classPath() {
    return TARGET.resolve("flink/lib") + "/*:" + TARGET.resolve("flink-lib") + "/*";
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.trim().split("\\s+")).toList();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The ends of all logs, for the message of a failure. */
  String logs() {
    return Stream.concat(Stream.of(jobManager), taskManagers.stream())
        .map(FlinkProcess::output)
        .collect(Collectors.joining("\n----\n"));
  }

  @Override
  public void close() throws InterruptedException {
    for (FlinkProcess taskManager : taskManagers) {
      taskManager.close();
    }
    jobManager.close();
  }
}

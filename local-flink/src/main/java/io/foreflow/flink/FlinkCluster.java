package io.foreflow.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A standalone Flink: one JobManager, and TaskManagers that are started and killed one by one. Each
 * is a process of its own with the command line that {@code bin/start-cluster.sh} would give it.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final String JOB_MANAGER = "jobmanager";
  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(5);

  private final FlinkSetup setup;
  private final Configuration configuration;
  private final JavaProcess jobManager;
  private final FlinkRest rest;
  private final List<JavaProcess> taskManagers = new ArrayList<>();
  private int commands;

  private FlinkCluster(
      FlinkSetup setup, Configuration configuration, JavaProcess jobManager, FlinkRest rest) {
    this.setup = setup;
    this.configuration = configuration;
    this.jobManager = jobManager;
    this.rest = rest;
  }

  /** Starts the JobManager and waits until it answers. */
  public static FlinkCluster start(FlinkSetup setup) throws Exception {
    int restPort = FreePorts.next();
    Configuration configuration = writeConfiguration(setup, restPort);
    List<String> jvm =
        words(
            JobManagerProcessUtils.generateJvmParametersStr(
                JobManagerProcessUtils.processSpecFromConfig(configuration), configuration));
    JavaProcess jobManager =
        start(
            setup,
            JOB_MANAGER,
            jvm,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--configDir", setup.conf().toString()));
    FlinkCluster cluster =
        new FlinkCluster(setup, configuration, jobManager, new FlinkRest(restPort));
    try {
      cluster.rest.awaitAnswer(jobManager);
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private static Configuration writeConfiguration(FlinkSetup setup, int restPort)
      throws IOException {
    Path conf = Files.createDirectories(setup.conf());
    Map<String, String> settings = new TreeMap<>(ownSettings(setup, restPort));
    settings.putAll(setup.settings());
    Files.writeString(
        conf.resolve("config.yaml"),
        settings.entrySet().stream()
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
    return GlobalConfiguration.loadConfiguration(conf.toString());
  }

  /** The settings that keep the cluster on this machine and in its folder. */
  private static Map<String, String> ownSettings(FlinkSetup setup, int restPort) {
    Map<String, String> settings = new HashMap<>();
    for (String key :
        List.of(
            "jobmanager.rpc.address",
            "jobmanager.bind-host",
            "rest.address",
            "rest.bind-address",
            "taskmanager.host",
            "taskmanager.bind-host")) {
      settings.put(key, "127.0.0.1");
    }
    settings.put("jobmanager.rpc.port", Integer.toString(FreePorts.next()));
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("io.tmp.dirs", setup.temporary(JOB_MANAGER).toString());
    settings.put(
        "execution.checkpointing.dir", setup.folder().resolve("checkpoints").toUri().toString());
    return settings;
  }

  /**
   * Starts a TaskManager and waits until it has registered.
   *
   * @param jvm more options for its JVM
   */
  public JavaProcess startTaskManager(String... jvm) throws Exception {
    String id = "taskmanager-" + taskManagers.size();
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> options =
        new ArrayList<>(words(ProcessMemoryUtils.generateJvmParametersStr(spec)));
    options.addAll(List.of(jvm));
    List<String> arguments = new ArrayList<>(List.of("--configDir", setup.conf().toString()));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
    arguments.addAll(List.of("-D", "io.tmp.dirs=" + setup.temporary(id)));
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + id));
    JavaProcess taskManager =
        start(
            setup,
            id,
            options,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            arguments);
    taskManagers.add(taskManager);
    rest.awaitTaskManager(id, taskManager);
    return taskManager;
  }

  /** Runs what {@code bin/flink} runs in a process of its own, which has ended well on return. */
  public JavaProcess runClient(String... arguments) throws Exception {
    JavaProcess client =
        start(
            setup,
            "client-" + commands++,
            List.of("-Xmx160m"),
            "org.apache.flink.client.cli.CliFrontend",
            List.of(arguments));
    client.awaitEnd(LONGEST_COMMAND);
    return client;
  }

  private static JavaProcess start(
      FlinkSetup setup, String name, List<String> more, String main, List<String> arguments)
      throws IOException {
    Files.createDirectories(setup.log(name).getParent());
    List<String> jvm = new ArrayList<>(setup.jvm());
    jvm.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    jvm.add("-Djava.io.tmpdir=" + Files.createDirectories(setup.temporary(name)));
    jvm.add("-Dlog4j.configurationFile=" + setup.conf().resolve("log4j.properties"));
    jvm.addAll(more);
    return JavaProcess.start(
        setup.log(name), setup.classPath(), environment(setup), jvm, main, arguments);
  }

  private static Map<String, String> environment(FlinkSetup setup) {
    Map<String, String> environment = new HashMap<>();
    // As few pools of native memory as in Flink's images, which use jemalloc.
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.put("FLINK_CONF_DIR", setup.conf().toString());
    if (setup.plugins() != null) {
      environment.put("FLINK_PLUGINS_DIR", setup.plugins().toString());
    }
    return environment;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).toList();
  }

  /** The JobManager's REST interface. */
  public FlinkRest rest() {
    return rest;
  }

  /** The JobManager. */
  public JavaProcess jobManager() {
    return jobManager;
  }

  /** The folder of a TaskManager's temporary files, Flink's and Java's. */
  public Path temporary(JavaProcess taskManager) {
    return setup.temporary("taskmanager-" + taskManagers.indexOf(taskManager));
  }

  /** Kills all processes. */
  @Override
  public void close() {
    taskManagers.forEach(JavaProcess::close);
    jobManager.close();
  }
}

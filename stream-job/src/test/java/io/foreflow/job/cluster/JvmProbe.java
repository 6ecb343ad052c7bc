package io.foreflow.job.cluster;

import com.sun.tools.attach.VirtualMachine;
import io.foreflow.flink.Polling;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into another Java process: what it holds after it has collected its garbage. */
final class JvmProbe implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("[0-9a-f]*\\d[0-9a-f]*");

  /**
   * Pools of Flink and of the JVM that grow and shrink as they like, and the connection for this.
   */
  private static final Pattern POOLS =
      Pattern.compile("flink-.*|RMI .*|JMX .*|Attach Listener|process reaper");

  private final long pid;
  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private JvmProbe(long pid, JMXConnector connector) throws IOException {
    this.pid = pid;
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  @SuppressWarnings("BanJNDI") // the address is of a process that the test itself has started
  static JvmProbe attach(long pid) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    try {
      JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
      return new JvmProbe(pid, JMXConnectorFactory.connect(address));
    } finally {
      machine.detach();
    }
  }

  /**
   * What a process holds.
   *
   * @param classLoaders those of jobs
   * @param nativeLibraries how many files with code are mapped
   * @param threads how many there are of each name without its number, but for pools
   * @param files temporary ones, without what is random in their names
   */
  record Holdings(
      int classLoaders,
      int classes,
      long metaspaceBytes,
      long heapBytes,
      long residentBytes,
      int nativeLibraries,
      Map<String, Integer> threads,
      List<String> files) {

    /** The threads and files that are here and were not there earlier, as text. */
    List<String> moreThan(Holdings earlier) {
      List<String> more = new ArrayList<>(files);
      earlier.files.forEach(more::remove);
      threads.forEach(
          (name, count) -> {
            int before = earlier.threads.getOrDefault(name, 0);
            if (count > before) {
              more.add("%d threads %s, %d before".formatted(count, name, before));
            }
          });
      return more;
    }
  }

  /** What is held once no job is left: Flink lets go of a job's classes a little after its end. */
  Holdings lookWhenIdle(Path temporaryFolder) throws Exception {
    return Polling.await(
        "process without more than one job's classes",
        () -> look(temporaryFolder),
        found -> found.classLoaders() <= 1);
  }

  /** Collects the garbage first. */
  Holdings look(Path temporaryFolder) throws Exception {
    MemoryMXBean memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
    // Twice: what a finalizer or a cleaner lets go of in the first is gone after the second.
    memory.gc();
    memory.gc();
    return new Holdings(
        userClassLoaders(),
        ManagementFactory.getPlatformMXBean(server, ClassLoadingMXBean.class).getLoadedClassCount(),
        metaspace(),
        memory.getHeapMemoryUsage().getUsed(),
        resident(),
        nativeLibraries(),
        threads(),
        files(temporaryFolder));
  }

  /** Class loaders of jobs that are still there. */
  private int userClassLoaders() throws Exception {
    String stats =
        (String)
            server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "vmClassloaderStats",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return (int) stats.lines().filter(line -> line.contains("ChildFirstClassLoader")).count();
  }

  private long metaspace() throws IOException {
    return ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  private long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToLong(Long::parseLong)
            .sum()
        << 10;
  }

  /** How many files with code are mapped. */
  private int nativeLibraries() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return (int)
          lines
              .filter(line -> line.contains(".so"))
              .map(line -> line.substring(line.indexOf('/')))
              .distinct()
              .count();
    }
  }

  private Map<String, Integer> threads() throws IOException {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .map(ThreadInfo::getThreadName)
        .filter(name -> !POOLS.matcher(name).matches())
        .map(name -> NUMBER.matcher(name).replaceAll("N"))
        .collect(Collectors.toMap(name -> name, name -> 1, Integer::sum, TreeMap::new));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> NUMBER.matcher(folder.relativize(file).toString()).replaceAll("N"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}

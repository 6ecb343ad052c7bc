package io.foreflow.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of a {@link FlinkCluster} run with.
 *
 * @param folder where the cluster keeps its configuration, logs, temporary files and checkpoints
 * @param classPath Flink's libraries, and whatever else lies in its {@code lib/}
 * @param plugins the folder of Flink's plugins; null for none
 * @param settings what goes to config.yaml; they win over those that keep the cluster on the
 *     loopback address and in its folder
 * @param jvm more options for each JVM
 */
public record FlinkSetup(
    Path folder,
    String classPath,
    @Nullable Path plugins,
    Map<String, String> settings,
    List<String> jvm) {

  public FlinkSetup {
    settings = Map.copyOf(settings);
    jvm = List.copyOf(jvm);
  }

  /** The temporary files, Flink's and Java's, of one process. */
  Path temporary(String process) {
    return folder.resolve("tmp-" + process);
  }

  Path log(String process) {
    return folder.resolve("log").resolve(process + ".log");
  }

  Path conf() {
    return folder.resolve("conf");
  }
}

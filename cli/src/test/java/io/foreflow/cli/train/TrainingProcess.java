package io.foreflow.cli.train;

import io.foreflow.cli.Foreflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code foreflow train} as a process of its own. */
final class TrainingProcess {

  private TrainingProcess() {}

  /**
   * Prepares the process.
   *
   * @param folder for its files; standard error goes to {@link #err}
   * @param jvmOptions options of the JVM, such as the size of its heap
   * @param options options of the command
   */
  static ProcessBuilder of(Path folder, List<String> jvmOptions, List<String> options)
      throws IOException {
    // A JVM with a long command line crashes in some versions of ONNX Runtime.
    Path arguments = folder.resolve("java.args");
    Files.writeString(arguments, "-cp \"" + System.getProperty("java.class.path") + "\"");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("@" + arguments, "-Dai.djl.offline=true"));
    command.addAll(List.of("-Djava.io.tmpdir=" + folder, Foreflow.class.getName(), "train"));
    command.addAll(options);
    return new ProcessBuilder(command).redirectError(err(folder).toFile());
  }

  /** The file with what the process wrote to standard error. */
  static Path err(Path folder) {
    return folder.resolve("err");
  }
}

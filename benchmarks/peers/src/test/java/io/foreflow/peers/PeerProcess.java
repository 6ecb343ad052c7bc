package io.foreflow.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A peer as benchmarks start it: a process with the class path that the build wrote. */
final class PeerProcess implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 60;

  private final Process process;
  private final Path output;

  private PeerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static PeerProcess start(Class<?> main, Path folder, String... arguments) throws IOException {
    Path argumentFile = folder.resolve(main.getSimpleName() + ".args");
    Files.writeString(argumentFile, "-cp \"" + classPath() + "\"");
    Path output = Files.createTempFile(folder, main.getSimpleName(), ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + argumentFile);
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-XX:TieredStopAtLevel=1");
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new PeerProcess(process, output);
  }

  private static String classPath() throws IOException {
    List<String> parts = new ArrayList<>();
    for (String module : List.of("", "../../step-model", "../../schemas")) {
      parts.add(Path.of(module, "target", "classes").toAbsolutePath().normalize().toString());
    }
    parts.add(Files.readString(Path.of("target", "launcher", "libraries")).strip());
    return String.join(System.getProperty("path.separator"), parts);
  }

  /** The output of the process so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** Stops the process as Ctrl-C or a cluster does, and returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The peer has not stopped for " + DEADLINE_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** Waits until the process ends by itself, and returns its exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The peer has not ended for " + DEADLINE_SECONDS + " s");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package io.foreflow.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Java process with Flink's {@code lib/} on its class path, logging to a file. */
final class FlinkProcess implements AutoCloseable {
  private static final int LOG_TAIL = 8_000;

  private final Process process;
  private final Path log;

  private FlinkProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static FlinkProcess start(
      Path log,
      String classPath,
      Map<String, String> environment,
      List<String> jvm,
      String main,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // In the environment, not on the command line: some releases of ONNX Runtime crash on long
    // ones.
    builder.environment().put("CLASSPATH", classPath);
    builder.environment().putAll(environment);
    return new FlinkProcess(builder.start(), log);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end and returns the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new AssertionError("Still running after 90 s: " + output());
    }
    return process.exitValue();
  }

  /** What the process has written, the end of it where it is long. */
  String output() {
    try {
      String text = Files.readString(log);
      return text.substring(Math.max(0, text.length() - LOG_TAIL));
    } catch (IOException e) {
      return "(no output: " + e + ")";
    }
  }

  /** The first group of a pattern where the log first matches it. */
  Optional<String> logged(Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(log)).results().findFirst().map(line -> line.group(1));
  }

  /** Ends it as {@code kill -9} does: it can't do anything about it any more. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}

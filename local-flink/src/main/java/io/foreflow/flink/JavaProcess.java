package io.foreflow.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A separate JVM that logs to a file. It is killed when it is closed or when this JVM ends. */
public final class JavaProcess implements AutoCloseable {
  private static final int LOG_TAIL = 8_000;

  private final Process process;
  private final Path log;
  private final Thread hook;

  private JavaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.hook = new Thread(process::destroyForcibly, "kill-" + process.pid());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a JVM.
   *
   * @param log file for its output
   * @param jvm options of the JVM
   * @param environment variables to add to this process's own
   */
  public static JavaProcess start(
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
    // Passed in the environment, because some releases of ONNX Runtime crash on long command lines.
    builder.environment().put("CLASSPATH", classPath);
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start(), log);
  }

  /** The class path of this process. */
  public static String ownClassPath() {
    return System.getProperty("java.class.path");
  }

  /** The number that the operating system knows it by. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Processor time that all its threads have had, those of the JVM's own among them. */
  public Duration cpuTime() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> failure("has ended, or its processor time cannot be read"));
  }

  /** Waits until it has ended. Throws with the end of its log if it failed. */
  public void awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw failure("has not ended in " + patience);
    }
    if (process.exitValue() != 0) {
      throw failure("has ended with exit code " + process.exitValue());
    }
  }

  /** Throws with the end of its log if it has ended. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw failure("has ended with exit code " + process.exitValue());
    }
  }

  private IllegalStateException failure(String what) {
    return new IllegalStateException("process " + process.pid() + " " + what + ":\n" + logEnd());
  }

  /** The first group of a pattern where the log first matches it; empty where it never does. */
  public Optional<String> logged(Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(log)).results().findFirst().map(line -> line.group(1));
  }

  /** The last characters of its log. */
  public String logEnd() {
    try {
      String text = Files.readString(log);
      return text.substring(Math.max(0, text.length() - LOG_TAIL));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  /** Ends it as {@code kill -9} does: it can do nothing about it. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      boolean unused = process.waitFor(10, TimeUnit.SECONDS);
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // This JVM is already ending, so the hook runs anyway.
    }
  }
}

package io.foreflow.cli.process;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The log file of this process, with messages of libraries and details of failures. The first line
 * creates it.
 */
public final class RunLog {

  /** The system property that log4j2.properties takes the file from when the first library logs. */
  private static final String PROPERTY = "foreflow.log";

  private static final AtomicBoolean KEPT = new AtomicBoolean();

  private RunLog() {}

  /** Keeps the log even if the command succeeds, because a message refers to it. */
  public static void keep() {
    KEPT.set(true);
  }

  /** The file of the log. By default it is in the folder for temporary files. */
  public static Path file() {
    String chosen = System.getProperty(PROPERTY);
    if (chosen != null) {
      return Path.of(chosen);
    }
    System.setProperty(PROPERTY, defaultFile().toString());
    return defaultFile();
  }

  private static Path defaultFile() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "foreflow-" + ProcessHandle.current().pid() + ".log");
  }

  /** Deletes the log of a command that succeeded, unless its file was chosen. */
  public static void discard() {
    if (file().equals(defaultFile()) && !KEPT.get()) {
      try {
        Files.deleteIfExists(file());
      } catch (IOException e) {
        // It stays: nothing that a command should fail for.
      }
    }
  }

  /** Chooses the file of the log. It has no effect after a library has logged. */
  public static void to(Path file) {
    System.setProperty(PROPERTY, file.toString());
  }

  /**
   * Adds the stack trace of a failure.
   *
   * @return the file, to name it in a message; empty if it can't be written, as on a full disk
   */
  public static Optional<Path> details(Throwable failure) {
    Path file = file();
    try (PrintWriter out =
        new PrintWriter(
            Files.newBufferedWriter(
                file,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND))) {
      failure.printStackTrace(out);
      return out.checkError() ? Optional.empty() : Optional.of(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }
}

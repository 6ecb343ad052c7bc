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
 * The log file of this process: what the libraries say, and the details of failures. It comes into
 * being with its first line.
 */
public final class RunLog {

  /** Names the file to log4j2.properties, which is read when the first library logs. */
  private static final String PROPERTY = "foreflow.log";

  private static final AtomicBoolean KEPT = new AtomicBoolean();

  private RunLog() {}

  /** The log stays, however the command ends: somebody was told to look into it. */
  public static void keep() {
    KEPT.set(true);
  }

  /** Where the log goes: in the folder for temporary files, if nobody chose another. */
  public static Path file() {
    String chosen = System.getProperty(PROPERTY);
    if (chosen != null) {
      return Path.of(chosen);
    }
    System.setProperty(PROPERTY, usual().toString());
    return usual();
  }

  private static Path usual() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "foreflow-" + ProcessHandle.current().pid() + ".log");
  }

  /** Deletes the log of a command that went well, unless somebody chose where it goes. */
  public static void discard() {
    if (file().equals(usual()) && !KEPT.get()) {
      try {
        Files.deleteIfExists(file());
      } catch (IOException e) {
        // It stays: nothing that a command should fail for.
      }
    }
  }

  /** Chooses the log's file. Too late once a library has logged. */
  public static void to(Path file) {
    System.setProperty(PROPERTY, file.toString());
  }

  /**
   * Adds a stack trace.
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

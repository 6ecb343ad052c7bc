package io.foreflow.cli.process;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the person at the terminal can act on. The message says what was found, where,
 * what is allowed and what to do; it is shown as it is, without a stack trace.
 */
public final class CommandFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** A failure of something that was tried. */
  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCodes.FAILURE, message, null);
  }

  /** A failure of something that was tried, whose cause goes to the log. */
  public static CommandFailure failed(String message, Throwable cause) {
    return new CommandFailure(ExitCodes.FAILURE, message, cause);
  }

  /** A refusal of an option, a configuration or a file that makes no sense. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCodes.USAGE, message, null);
  }

  /** A refusal of data that are too few for what was asked for. */
  public static CommandFailure tooLittleData(String message) {
    return new CommandFailure(ExitCodes.TOO_LITTLE_DATA, message, null);
  }

  public int exitCode() {
    return exitCode;
  }
}

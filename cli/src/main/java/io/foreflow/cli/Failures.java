package io.foreflow.cli;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.view.Printable;
import io.foreflow.history.WorkSpaceException;
import io.foreflow.topic.SilentBrokerException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Messages on standard error and exit codes for failures of commands. */
final class Failures {

  private Failures() {}

  static int usage(ParameterException failure, String[] arguments) {
    CommandLine commandLine = failure.getCommandLine();
    String name = commandLine.getCommandSpec().qualifiedName();
    PrintWriter err = commandLine.getErr();
    err.println(Printable.of(name + ": " + failure.getMessage()));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("See '" + name + " --help'.");
    }
    err.flush();
    return ExitCodes.USAGE;
  }

  static int execution(Exception failure, CommandLine commandLine, ParseResult parsed) {
    String name = commandLine.getCommandSpec().qualifiedName();
    PrintWriter err = commandLine.getErr();
    commandLine.getOut().flush();
    if (failure instanceof CommandFailure known) {
      err.println(Printable.of(name + ": " + known.getMessage()));
      if (known.getCause() != null) {
        nameDetails(err, known);
      }
      err.flush();
      return known.exitCode();
    }
    if (failure instanceof SilentBrokerException || failure instanceof WorkSpaceException) {
      err.println(Printable.of(name + ": " + failure.getMessage()));
      err.flush();
      return ExitCodes.FAILURE;
    }
    err.println(Printable.of(name + ": failed: " + describe(failure)));
    nameDetails(err, failure);
    err.flush();
    return ExitCodes.FAILURE;
  }

  /** Reports an error that no handler of picocli sees. The memory of the command is free by now. */
  static int outOfMemory(OutOfMemoryError failure, PrintWriter err) {
    long heap = Runtime.getRuntime().maxMemory();
    err.printf(
        "foreflow: out of memory (%s). This process may use %.1f GiB of heap. Allow more with"
            + " FOREFLOW_OPTS=-Xmx%dg, or use fewer series or a shorter history.%n",
        failure.getMessage(), heap / (double) (1L << 30), Math.max(1, 2 * (heap >> 30)));
    nameDetails(err, failure);
    err.flush();
    return ExitCodes.FAILURE;
  }

  private static void nameDetails(PrintWriter err, Throwable failure) {
    err.println(
        RunLog.details(failure)
            .map(log -> "Details: " + log)
            .orElseGet(
                () ->
                    "No details: the log "
                        + RunLog.file()
                        + " can't be written. Is its disk full?"));
  }

  /** All messages from the outer failure to its root cause, without repetitions. */
  private static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    String last = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      if (!last.contains(message)) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
        last = message;
      }
    }
    return text.toString();
  }
}

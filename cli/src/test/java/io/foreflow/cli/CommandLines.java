package io.foreflow.cli;

import java.util.List;

/** The command line as tests outside this package see it. */
public final class CommandLines {

  private CommandLines() {}

  /** Throws if the command line would refuse the arguments. */
  public static void parse(List<String> arguments) {
    var unused = Foreflow.commandLine().parseArgs(arguments.toArray(String[]::new));
  }
}

package io.foreflow.cli.process;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The flag {@code --json} of a command, and the output that follows from it. */
public final class JsonOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      description =
          "Print the result as one line of JSON on standard output; lines for people go to standard"
              + " error.")
  private boolean json;

  /** Whether the result is to be printed as JSON. */
  public boolean isGiven() {
    return json;
  }

  /** The output of the command. */
  public CommandOutput output() {
    return new CommandOutput(command.commandLine(), json);
  }
}

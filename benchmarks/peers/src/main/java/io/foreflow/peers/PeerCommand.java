package io.foreflow.peers;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * Runs a peer as a program. Its exit code is 0 when it ends, 1 when it fails, and 2 when its
 * arguments are wrong.
 */
final class PeerCommand {
  private PeerCommand() {}

  static int run(Callable<Integer> peer, String... arguments) {
    return new CommandLine(peer)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(command.getCommandName() + ": " + failure);
              return command.getCommandSpec().exitCodeOnExecutionException();
            })
        .execute(arguments);
  }
}

package io.foreflow.cli.console;

import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.console.Console;
import io.foreflow.console.ConsoleSettings;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/** The work of {@code foreflow console}. */
final class ConsoleRun {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final CommandOutput output;

  ConsoleRun(CommandOutput output) {
    this.output = output;
  }

  int run(ConsoleSettings settings) throws InterruptedException {
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        Console console = ConsoleStart.start(settings)) {
      tell(console, settings, "Ctrl-C");
      output.result(Map.of("address", console.address()));
      while (!stop.await(LOOK)) {
        // The console does its work in threads of its own.
      }
    }
    return ExitCodes.OK;
  }

  /** Answers the Model Context Protocol on standard input and output until the input ends. */
  int serve(ConsoleSettings settings) throws IOException {
    try (Console console = ConsoleStart.start(settings);
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      tell(console, settings, "The end of the input");
      console.serve(in, out);
    }
    return ExitCodes.OK;
  }

  private void tell(Console console, ConsoleSettings settings, String end) {
    output.say("Console: " + console.address());
    output.say(
        "It reads the topics at %s. %s ends it."
            .formatted(settings.connection().bootstrapServers(), end));
  }
}

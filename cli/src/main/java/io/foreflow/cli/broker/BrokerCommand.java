package io.foreflow.cli.broker;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.Version;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code foreflow broker} and its options. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Starts a Kafka broker for tests on this machine, with the topics of a pipeline.",
    description = {
      "Examples:",
      "  foreflow broker",
      "  foreflow broker --topics-from pipeline.yaml",
      "  foreflow broker --port 0 --folder kafka-data",
      "",
      "A real Kafka broker of one node, without passwords. Only this machine can reach it. It creates",
      "the topics that foreflow run needs, and runs until Ctrl-C.",
      ""
    })
public final class BrokerCommand implements Callable<Integer> {

  private static final int LAST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port for clients; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Keep the data in this folder, and use the data that are in it. Default: a temporary"
              + " folder, which is deleted at the end.")
  private Optional<Path> folder;

  @Option(
      names = "--topics-from",
      paramLabel = "FILE",
      description =
          "Create the topics that this pipeline reads and writes. Default: the default topics, and"
              + " those for announcements of models.")
  private Optional<Path> topicsFrom;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > LAST_PORT) {
      throw CommandFailure.usage("--port must be 0 to %d, found %d".formatted(LAST_PORT, port));
    }
    topicsFrom.ifPresent(
        file ->
            ArgumentChecks.readable(
                "--topics-from", file, "It is YAML with a pipeline's options."));
    return new BrokerRun(new CommandOutput(spec.commandLine(), false))
        .run(port, folder, topicsFrom);
  }
}

package io.foreflow.peers;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The command-line options of the peers. Each peer uses those that it needs. */
final class PeerOptions {
  @Option(names = "--brokers", required = true, description = "HOST:PORT of the Kafka brokers.")
  String brokers = "";

  @Option(names = "--readings", required = true, description = "Topic to read, from its start.")
  String readings = "";

  @Option(names = "--forecasts", required = true, description = "Topic to write.")
  String forecasts = "";

  @Option(names = "--group", required = true, description = "Name of the consumer group.")
  String group = "";

  @Option(names = "--model", required = true, description = "The model file.")
  Path model = Path.of("");

  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units, without a file.")
  int hidden;

  @Option(names = "--horizon", defaultValue = "24", description = "Steps, without a file.")
  int horizon;

  @Option(names = "--levels", defaultValue = "3", description = "Levels, without a file.")
  int levels;

  @Option(
      names = "--commit-millis",
      defaultValue = "1000",
      description = "Milliseconds between commits.")
  long commitMillis;
}

package io.foreflow.cli.kafka;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The Kafka brokers and the schema registry of a command that takes no pipeline's configuration.
 */
public final class KafkaAddressOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka brokers to connect to, comma-separated. Default: ${DEFAULT-VALUE}.")
  private String bootstrapServers;

  @Mixin private RegistryOptions registry;

  /** The brokers in the form of Kafka's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The options of the schema registry. */
  public RegistryOptions registry() {
    return registry;
  }
}

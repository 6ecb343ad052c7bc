package io.foreflow.cli.tail;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.kafka.RegistryOptions;
import io.foreflow.cli.process.Version;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code foreflow tail}. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows forecasts as they come.",
    description = {
      "Examples:",
      "  foreflow tail",
      "  foreflow tail --bootstrap-servers localhost:9092 --series sensor-0007",
      "  foreflow tail --from-beginning --max 10 --json",
      "",
      "Reads Avro and JSON alike, Avro of a registry by --schema-registry, without a consumer group:",
      "it takes nothing from other readers.",
      "Under exactly-once delivery, forecasts show with each checkpoint of the job.",
      ""
    })
public final class TailCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka brokers to ask first, apart by commas. Default: ${DEFAULT-VALUE}.")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "forecasts",
      description = "The topic with the forecasts. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "Show this series only. Default: all.")
  private Optional<String> series;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "End after so many forecasts. Default: at Ctrl-C.")
  private Optional<Long> max;

  @Option(
      names = "--from-beginning",
      description = "Begin with the oldest forecast there is, not with the next that comes.")
  private boolean fromBeginning;

  @Mixin private RegistryOptions registry;

  @Option(names = "--json", description = "Print a line of JSON for each forecast.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    max.ifPresent(number -> ArgumentChecks.positive("--max", number));
    return new TailRun(
            spec.commandLine().getOut(), spec.commandLine().getErr(), json, registry.settings())
        .run(bootstrapServers, topic, fromBeginning, series, max.orElse(Long.MAX_VALUE));
  }
}

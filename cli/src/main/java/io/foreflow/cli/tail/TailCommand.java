package io.foreflow.cli.tail;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.kafka.KafkaAddressOptions;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code foreflow tail} and its options. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows forecasts as they arrive.",
    description = {
      "Examples:",
      "  foreflow tail",
      "  foreflow tail --bootstrap-servers localhost:9092 --series sensor-0007",
      "  foreflow tail --from-beginning --max 10 --json",
      "",
      "Reads Avro and JSON. Avro of a schema registry needs --schema-registry. There is no consumer",
      "group, so other readers miss nothing. With exactly-once delivery, forecasts appear at each",
      "checkpoint of the job. --json prints a line for each forecast.",
      ""
    })
public final class TailCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private KafkaAddressOptions brokers;

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
      description = "Stop after N forecasts. Default: at Ctrl-C.")
  private Optional<Long> max;

  @Option(
      names = "--from-beginning",
      description = "Start with the oldest forecast, not with the next one.")
  private boolean fromBeginning;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    max.ifPresent(number -> ArgumentChecks.positive("--max", number));
    return new TailRun(
            spec.commandLine().getOut(),
            spec.commandLine().getErr(),
            json.isGiven(),
            brokers.registry().settings())
        .run(brokers.bootstrapServers(), topic, fromBeginning, series, max.orElse(Long.MAX_VALUE));
  }
}

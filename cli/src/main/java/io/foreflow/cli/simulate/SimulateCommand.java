package io.foreflow.cli.simulate;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.kafka.KafkaAddressOptions;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code foreflow simulate} and its options. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Writes simulated readings to a Kafka topic, or a history to train on to a file.",
    description = {
      "Examples:",
      "  foreflow simulate --history 42 --out history.csv",
      "  foreflow simulate --bootstrap-servers localhost:9092 --series 100 --rate 2000 --for 60s",
      "  foreflow simulate --kind prices --cadence 1m --format json --topic prices",
      "  foreflow simulate --anomalies --truth truth.csv --bootstrap-servers localhost:9092",
      "",
      "A history ends where the stream begins. With the same seed, the stream continues its series.",
      "Event time moves as readings are sent: with 100 hourly series at 2000 readings/s, a day takes",
      "1.2 seconds.",
      ""
    })
public final class SimulateCommand implements Callable<Integer> {

  @Mixin private SimulationOptions simulation;

  @Mixin private KafkaAddressOptions brokers;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "readings",
      description =
          "The topic for the readings. It is created if it is missing. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "avro",
      description = "avro, avro-confluent or json. Default: ${DEFAULT-VALUE}.")
  private WireFormat format;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Readings a second, of all series together. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long to send, such as 60s. Default: until Ctrl-C.")
  private Optional<Duration> duration;

  @Option(
      names = "--bad",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Number of bad records, spread evenly over the run: cut off, garbage, infinite, from 1903. Default: ${DEFAULT-VALUE}.")
  private int bad;

  @Option(
      names = "--history",
      paramLabel = "DAYS",
      description = "Write so many days before the stream to --out, and send nothing.")
  private Optional<Integer> history;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file for --history: CSV with the columns unique_id, ds, y.")
  private Optional<Path> out;

  @Option(
      names = "--change-at",
      paramLabel = "INSTANT",
      description =
          "Event time from which all series have one more cycle, of five hours: a model that was"
              + " trained before has not learnt it.")
  private Optional<Instant> changeAt = Optional.empty();

  @Mixin private FaultOptions faults;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    SimulationSpec what = simulation.spec();
    if (history.isPresent() != out.isPresent()) {
      throw CommandFailure.usage(
          "--history and --out go together: found "
              + (out.isPresent() ? "--out alone" : "--history alone")
              + ". Example: --history 42 --out history.csv");
    }
    ArgumentChecks.notNegative("--bad", bad);
    ArgumentChecks.positive("--rate", rate);
    if (bad > 0 && format.needsRegistry()) {
      throw CommandFailure.usage("--bad needs --format avro or json");
    }
    CommandOutput output = json.output();
    SimulateRun run =
        new SimulateRun(what, faults.order(what), changeAt.map(RegimeChange::from), output);
    return history.isPresent()
        ? run.writeHistory(out.orElseThrow(), history.get())
        : run.send(
            new SimulateRun.Destination(
                brokers.bootstrapServers(), topic, brokers.registry().topicFormat(format)),
            rate,
            duration,
            bad);
  }
}

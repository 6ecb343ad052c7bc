package io.foreflow.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow bench replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "What it costs to catch up: a series with a long backlog, and all series after a swap of",
      "models, which replay their histories. In processor time of one task."
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units.")
  private int hidden;

  @Option(
      names = "--series",
      defaultValue = "100000",
      description = "Series that take another model over.")
  private int series;

  @Option(names = "--rounds", defaultValue = "5", description = "Measurements of a variant.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "Length of a measurement of readings.")
  private double seconds;

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (rounds < 1 || series < 1 || seconds <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--rounds and --series must be 1 or more and --seconds above 0, found %d, %d and %s"
              .formatted(rounds, series, seconds));
    }
    BenchReport report =
        ReplayBench.run(hidden, series, rounds, Duration.ofNanos((long) (seconds * 1e9)));
    spec.commandLine().getOut().println(json ? report.toJson() : report.toText());
    return 0;
  }
}

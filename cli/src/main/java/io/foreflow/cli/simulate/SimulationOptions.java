package io.foreflow.cli.simulate;

import io.foreflow.cli.process.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The options of a simulation: kind and number of series, seed, cadence and start. */
public final class SimulationOptions {

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "sensors",
      description = "sensors, prices or mixed. Default: ${DEFAULT-VALUE}.")
  private SeriesKind kind;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "100",
      description = "Number of series. Default: ${DEFAULT-VALUE}.")
  private int series;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Seed of all values: equal seeds give equal streams. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--cadence",
      paramLabel = "TIME",
      defaultValue = "1h",
      description =
          "Event time from one reading of a series to the next. Default: ${DEFAULT-VALUE}.")
  private Duration cadence;

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      description =
          "Event time at which the stream begins and a history ends. Default: 2025-01-06T00:00:00Z.")
  private Instant start = SimulationSpec.DEFAULT_START;

  public SimulationSpec spec() {
    try {
      return new SimulationSpec(kind, series, seed, cadence, start);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--" + e.getMessage());
    }
  }
}

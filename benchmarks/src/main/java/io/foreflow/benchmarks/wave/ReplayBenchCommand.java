package io.foreflow.benchmarks.wave;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "What it costs to catch up: a series with a long backlog, and all series after a swap of",
      "models, which replay their histories. In processor time of one task."
    })
public final class ReplayBenchCommand extends BenchCommand {

  @Option(
      names = "--series",
      defaultValue = "100000",
      description = "Series that take another model over.")
  private int series;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "Length of a measurement of readings.")
  private double seconds;

  @Override
  protected BenchReport measure() {
    requireAtLeast(1, "--series", series);
    requirePositive("--seconds", seconds);
    return ReplayBench.run(hidden, series, rounds, duration(seconds));
  }
}

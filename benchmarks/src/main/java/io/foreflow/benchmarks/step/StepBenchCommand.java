package io.foreflow.benchmarks.step;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench step}. */
@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    description = "What one step of an exported model costs, on one thread.")
public final class StepBenchCommand extends BenchCommand {

  @Option(
      names = "--horizon",
      defaultValue = "24",
      description = "Steps of a forecast, 3 levels each.")
  private int horizon;

  @Option(names = "--seconds", defaultValue = "1", description = "Length of a measurement.")
  private double seconds;

  @Override
  protected BenchReport measure() {
    requireAtLeast(1, "--horizon", horizon);
    requirePositive("--seconds", seconds);
    return StepBench.run(hidden, horizon, rounds, duration(seconds));
  }
}

package io.foreflow.benchmarks.wave;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench swap}. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = "What a swap of models costs a task with many live series.")
public final class SwapBenchCommand extends BenchCommand {
  /** Each is a swap there and one back. */
  private static final int ROUNDS = 3;

  @Option(names = "--series", defaultValue = "100000", description = "Live series.")
  private int series;

  SwapBenchCommand() {
    super(ROUNDS);
  }

  @Override
  protected BenchReport measure() {
    requireAtLeast(1, "--series", series);
    return SwapBench.run(hidden, series, rounds);
  }
}

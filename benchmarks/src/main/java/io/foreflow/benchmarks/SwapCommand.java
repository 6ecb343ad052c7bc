package io.foreflow.benchmarks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench swap}. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = "What a swap of models costs a task with many live series.")
final class SwapCommand extends BenchCommand {

  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units.")
  private int hidden;

  @Option(names = "--series", defaultValue = "100000", description = "Live series.")
  private int series;

  @Option(names = "--rounds", defaultValue = "3", description = "Swaps, there and back.")
  private int rounds;

  @Override
  protected BenchReport measure() {
    requireAtLeast(1, "--hidden", hidden);
    requireAtLeast(1, "--series", series);
    requireAtLeast(1, "--rounds", rounds);
    return SwapBench.run(hidden, series, rounds);
  }
}

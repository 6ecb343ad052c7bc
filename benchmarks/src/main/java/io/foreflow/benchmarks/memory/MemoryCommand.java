package io.foreflow.benchmarks.memory;

import io.foreflow.benchmarks.BenchCommand;
import io.foreflow.benchmarks.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench memory}. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = {
      "What a series takes: bytes of heap after garbage collection on Flink's heap backend, bytes of",
      "files and of native memory on RocksDB. Each measurement is a process of its own. A million",
      "series take about 2 GB of memory and as much of disk.",
      "",
      "Examples:",
      "  foreflow bench memory --json",
      "  foreflow bench memory --series 100000 --rounds 1",
      ""
    })
public final class MemoryCommand extends BenchCommand {

  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units of the model.")
  private int hidden;

  @Option(names = "--series", defaultValue = "1000000", description = "Series.")
  private int series;

  @Option(names = "--rounds", defaultValue = "5", description = "Measurements of a variant.")
  private int rounds;

  @Override
  protected BenchReport measure() throws Exception {
    requireAtLeast(1, "--hidden", hidden);
    requireAtLeast(1, "--series", series);
    requireAtLeast(1, "--rounds", rounds);
    return MemoryBench.run(hidden, series, rounds);
  }
}

package io.foreflow.benchmarks.memory;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
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
public final class MemoryBenchCommand extends BenchCommand {

  @Option(names = "--series", defaultValue = "1000000", description = "Series.")
  private int series;

  @Override
  protected BenchReport measure() throws Exception {
    requireAtLeast(1, "--series", series);
    return MemoryBench.run(hidden, series, rounds);
  }
}

package io.foreflow.benchmarks.memory;

import io.foreflow.benchmarks.BenchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
public final class MemoryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units of the model.")
  private int hidden;

  @Option(names = "--series", defaultValue = "1000000", description = "Series.")
  private int series;

  @Option(names = "--rounds", defaultValue = "5", description = "Measurements of a variant.")
  private int rounds;

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (rounds < 1 || series < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--rounds and --series must be 1 or more, found %d and %d".formatted(rounds, series));
    }
    BenchReport report = MemoryBench.run(hidden, series, rounds);
    spec.commandLine().getOut().println(json ? report.toJson() : report.toText());
    return 0;
  }
}

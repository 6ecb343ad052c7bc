package io.foreflow.cli.console;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.console.memory.MemoryLimits;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much a console keeps. */
final class MemoryOptions {

  private static final long MEGABYTE = 1 << 20;

  @Option(
      names = "--series-limit",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Series with readings and forecasts in memory. Default: ${DEFAULT-VALUE}.")
  private int series;

  @Option(
      names = "--readings",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Newest readings of each series in memory. Default: ${DEFAULT-VALUE}.")
  private int readings;

  @Option(
      names = "--cutoffs",
      paramLabel = "N",
      defaultValue = "48",
      description =
          "Newest cutoffs of each series whose forecasts are in memory. Default:"
              + " ${DEFAULT-VALUE}.")
  private int cutoffs;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Megabytes for all of that together. Default: half of the heap.")
  private Optional<Integer> megabytes;

  MemoryLimits limits() {
    long bytes =
        megabytes
            .map(number -> number * MEGABYTE)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / 2);
    try {
      return new MemoryLimits(series, readings, cutoffs, bytes);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("memory: " + e.getMessage());
    }
  }
}

package io.foreflow.benchmarks.memory;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.outcome.TrackedSteps;
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
      "  foreflow bench memory --track none             without what is remembered of forecasts",
      "  foreflow bench memory --series 100000 --rounds 1",
      ""
    })
public final class MemoryBenchCommand extends BenchCommand {

  private static final String DEFAULT = "default";
  private static final String NONE = "none";

  @Option(names = "--series", defaultValue = "1000000", description = "Series.")
  private int series;

  @Option(
      names = "--track",
      paramLabel = "STEPS",
      description =
          "Steps whose forecasts a state remembers: default for those of the job, or none.")
  private String track = DEFAULT;

  @Override
  protected BenchReport measure() throws Exception {
    requireAtLeast(1, "--series", series);
    if (!track.equals(DEFAULT) && !track.equals(NONE)) {
      throw refusal("--track: found %s, allowed: %s or %s".formatted(track, DEFAULT, NONE));
    }
    ScoreSettings scores = track.equals(NONE) ? null : ScoreSettings.of(TrackedSteps.DEFAULT);
    return MemoryBench.run(hidden, series, rounds, scores);
  }
}

package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "From a reading to its forecast, under a load that arrives on a schedule: at a given rate,",
      "then at half of what saturates the job. Counted from the broker's timestamp of the reading",
      "and from when the reading was due, to consumers of uncommitted and of committed forecasts.",
      "A Kafka broker, a JobManager and a TaskManager run as processes of their own.",
      "With everything at its default this takes about 11 minutes.",
      "",
      "Examples:",
      "  foreflow bench latency --json",
      "  foreflow bench latency --rate 5000 --rounds 1",
      ""
    })
public final class LatencyBenchCommand extends BenchCommand {

  @Option(names = "--series", defaultValue = "20000", description = "Series.")
  private int series;

  @Option(names = "--rate", defaultValue = "20000", description = "Readings per second.")
  private int rate;

  @Option(
      names = "--readings",
      defaultValue = "22000000",
      description = "Readings that the job reads first, to be warm.")
  private long readings;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "1",
      description = "Seconds between commits.")
  private double checkpointInterval;

  @Option(
      names = "--warm-up",
      defaultValue = "150",
      description = "Processor seconds before saturation is measured.")
  private double warmUp;

  @Option(
      names = "--settle",
      defaultValue = "120",
      description = "Seconds of load before the first span.")
  private double settle;

  @Option(names = "--seconds", defaultValue = "10", description = "Length of a span.")
  private double seconds;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "One more option for Flink's JVMs, such as --jvm=-XX:+UseParallelGC.")
  private List<String> jvm = List.of();

  @Override
  protected BenchReport measure() throws Exception {
    requireAtLeast(1, "--series", series);
    requireAtLeast(1, "--rate", rate);
    requireAtLeast(1, "--readings", (double) readings);
    requireAtLeast(0.01, "--checkpoint-interval", checkpointInterval);
    requireAtLeast(0, "--warm-up", warmUp);
    requireAtLeast(0, "--settle", settle);
    requireAtLeast(1.0 / rate, "--seconds", seconds);
    return LatencyBench.run(
        new LatencyOptions(
            rounds,
            hidden,
            series,
            rate,
            readings,
            duration(checkpointInterval),
            duration(warmUp),
            duration(settle),
            duration(seconds),
            jvm),
        progress());
  }
}

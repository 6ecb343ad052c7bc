package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench job}. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    description = {
      "What the job pays for a reading: readings per second of its TaskManager's processor time.",
      "A Kafka broker, JobManagers and TaskManagers run as processes of their own; each variant",
      "reads a backlog, exactly-once, and is measured from commit to commit once it is warm.",
      "With everything at its default this takes about 90 minutes, 20 GB of memory and 10 GB of",
      "disk; each variant takes about 2 GB of memory, millionSeries 5.",
      "",
      "Examples:",
      "  foreflow bench job --json",
      "  foreflow bench job --variants job,withoutModel --rounds 3",
      "  foreflow bench job --variants calibrated,everything",
      "                                     what scores, calibration and anomalies cost",
      ""
    })
public final class JobBenchCommand extends BenchCommand {

  @Option(
      names = "--variants",
      split = ",",
      paramLabel = "NAME",
      description =
          "What to measure beside job: trackNone, calibrated, everything, withoutModel, batch1,"
              + " window64, hidden128, rocksdb, millionSeries, kafkaAlone, dl4j, kafkaStreams."
              + " Default: all.")
  private List<String> variants = JobVariant.codes();

  @Option(
      names = "--parallelism",
      defaultValue = "1",
      description = "Tasks that step series side by side in each TaskManager.")
  private int parallelism;

  @Option(names = "--series", defaultValue = "20000", description = "Series.")
  private int series;

  @Option(
      names = "--many-series",
      defaultValue = "1000000",
      description = "Series of the variant millionSeries.")
  private int manySeries;

  @Option(
      names = "--readings",
      defaultValue = "24000000",
      description =
          "Readings in the backlog. A variant that has read all of them before it is measured gets"
              + " a longer backlog, by the rate found.")
  private long readings;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "10",
      description = "Seconds between commits; by default as many as of the job.")
  private double checkpointInterval;

  @Option(
      names = "--warm-up",
      defaultValue = "150",
      description =
          "Processor seconds that a TaskManager has before it is first measured, and three times what"
              + " kafkaAlone, dl4j and kafkaStreams have each time; more until each series has had a"
              + " reading.")
  private double warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Length of a measurement, in processor seconds.")
  private double seconds;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "One more option for Flink's JVMs, such as --jvm=-XX:+UseParallelGC.")
  private List<String> jvm = List.of();

  @Override
  protected BenchReport measure() throws Exception {
    requireAtLeast(1, "--parallelism", parallelism);
    requireAtLeast(1, "--series", series);
    requireAtLeast(1, "--many-series", manySeries);
    requireAtLeast(1, "--readings", (double) readings);
    requireAtLeast(0.01, "--checkpoint-interval", checkpointInterval);
    requireAtLeast(0, "--warm-up", warmUp);
    requirePositive("--seconds", seconds);
    return JobBench.run(
        new JobBenchOptions(
            chosen(),
            rounds,
            parallelism,
            hidden,
            series,
            manySeries,
            readings,
            duration(checkpointInterval),
            duration(warmUp),
            duration(seconds),
            jvm),
        progress());
  }

  /**
   * The chosen variants in their default order. Those that others are compared with are always
   * included.
   */
  private List<JobVariant> chosen() {
    for (String name : variants) {
      if (JobVariant.of(name).isEmpty()) {
        throw refusal(
            "--variants names \"%s\", allowed are %s".formatted(name, JobVariant.codes()));
      }
    }
    Set<JobVariant> chosen = EnumSet.of(JobVariant.JOB);
    for (JobVariant variant : JobVariant.values()) {
      if (variants.contains(variant.code())) {
        chosen.add(variant);
        if (variant.isExtra()) {
          chosen.add(JobVariant.TRACK_NONE);
        }
      }
    }
    return List.copyOf(chosen);
  }
}

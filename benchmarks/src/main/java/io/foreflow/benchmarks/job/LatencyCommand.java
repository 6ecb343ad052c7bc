package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.BenchReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow bench latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "From a reading to its forecast, under a load that arrives on a schedule: at a given rate,",
      "then at half of what saturates the job. Counted from the broker's timestamp of the reading",
      "and from when the reading was due, to consumers of uncommitted and of committed forecasts.",
      "A Kafka broker, a JobManager and a TaskManager run as processes of their own.",
      "With everything at its default this takes about 4 minutes.",
      "",
      "Examples:",
      "  foreflow bench latency --json",
      "  foreflow bench latency --rate 5000 --rounds 1",
      ""
    })
public final class LatencyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--rounds", defaultValue = "5", description = "Spans measured for each rate.")
  private int rounds;

  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units of the model.")
  private int hidden;

  @Option(names = "--series", defaultValue = "20000", description = "Series.")
  private int series;

  @Option(names = "--rate", defaultValue = "20000", description = "Readings per second.")
  private int rate;

  @Option(
      names = "--readings",
      defaultValue = "8000000",
      description = "Readings that the job reads first, to be warm.")
  private long readings;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "1",
      description = "Seconds between commits.")
  private double checkpointInterval;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      description = "Processor seconds before saturation is measured.")
  private double warmUp;

  @Option(names = "--seconds", defaultValue = "10", description = "Length of a span.")
  private double seconds;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "One more option for Flink's JVMs, such as --jvm=-XX:+UseParallelGC.")
  private List<String> jvm = List.of();

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (rounds < 1 || series < 1 || rate < 1 || readings < 1 || hidden < 1) {
      throw usage("--rounds, --hidden, --series, --rate and --readings must be 1 or more");
    }
    if (seconds * rate < 1 || checkpointInterval < 0.01 || warmUp < 0) {
      throw usage(
          "--seconds must be long enough for a reading, --warm-up 0 or more,"
              + " --checkpoint-interval 0.01 or more");
    }
    LatencyOptions options =
        new LatencyOptions(
            rounds,
            hidden,
            series,
            rate,
            readings,
            duration(checkpointInterval),
            duration(warmUp),
            duration(seconds),
            jvm);
    PrintWriter progress = spec.commandLine().getErr();
    BenchReport report =
        LatencyBench.run(
            options,
            line -> {
              progress.println(line);
              progress.flush();
            });
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.toJson() : report.toText());
    out.flush();
    return 0;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

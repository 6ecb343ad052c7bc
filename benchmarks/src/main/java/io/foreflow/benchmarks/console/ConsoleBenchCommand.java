package io.foreflow.benchmarks.console;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench console}. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description = {
      "What the console takes while people look at it, and how smooth its page is. Readings come at",
      "a given rate, each with a forecast of 9 levels and 24 steps. Each round measures the console",
      "alone, with four readers of its event stream, and with these and a browser: first on the list",
      "of series, then on one series. A Kafka broker, the console and Chromium run as processes of",
      "their own. Without Chromium and its driver, that part is skipped.",
      "With everything at its default this takes about three minutes.",
      "",
      "Examples:",
      "  foreflow bench console --json",
      "  foreflow bench console --rounds 5           five minutes with a browser",
      "  foreflow bench console --series 1000 --rate 200 --seconds 10",
      ""
    })
public final class ConsoleBenchCommand extends BenchCommand {

  @Option(names = "--series", defaultValue = "10000", description = "Series.")
  private int series;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "Readings per second, and as many forecasts.")
  private int rate;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description = "Seconds of load before the first measurement, until the JIT is done.")
  private double warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description =
          "How long a browser looks in a round: half at the list, half at one series. The console"
              + " alone and the four readers alone have a quarter of it each.")
  private double seconds;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      defaultValue = "1024",
      description = "Largest heap of the console.")
  private int heap;

  /** A command with one round by default. */
  public ConsoleBenchCommand() {
    super(1);
  }

  @Override
  protected BenchReport measure() throws Exception {
    requireAtLeast(1, "--series", series);
    requireAtLeast(1, "--rate", rate);
    requireAtLeast(0, "--warm-up", warmUp);
    requireAtLeast(1, "--seconds", seconds);
    requireAtLeast(64, "--heap", heap);
    return ConsoleBench.run(
        new ConsoleBenchOptions(rounds, series, rate, duration(warmUp), duration(seconds), heap),
        progress());
  }
}

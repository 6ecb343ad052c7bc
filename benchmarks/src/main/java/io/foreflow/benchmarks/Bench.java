package io.foreflow.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow bench}. */
@Command(
    name = "foreflow bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what Foreflow claims about its speed, variants side by side.",
      "",
      "Examples:",
      "  foreflow bench step                what one step of a model costs",
      "  foreflow bench step --json         the same as one line of JSON",
      "  foreflow bench swap                what it costs to swap a model under live series",
      "  foreflow bench train               what a training step costs",
      ""
    })
public final class Bench {

  @Spec private CommandSpec spec;

  private Bench() {}

  /** Runs one benchmark and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Not a return: a library's thread left behind must not keep the process.
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  /** What one step of a model costs. */
  @Command(
      name = "step",
      mixinStandardHelpOptions = true,
      description = "What one step of an exported model costs, on one thread.")
  int step(
      @Option(names = "--hidden", defaultValue = "64", description = "Hidden units.") int hidden,
      @Option(names = "--rounds", defaultValue = "5", description = "Measurements of a variant.")
          int rounds,
      @Option(names = "--seconds", defaultValue = "1", description = "Length of a measurement.")
          double seconds,
      @Option(names = "--json", description = "One line of JSON.") boolean json) {
    if (rounds < 1 || seconds <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--rounds must be 1 or more and --seconds above 0, found %d and %s"
              .formatted(rounds, seconds));
    }
    BenchReport report = StepBench.run(hidden, rounds, Duration.ofNanos((long) (seconds * 1e9)));
    return print(report, json);
  }

  /** What a swap of models costs. */
  @Command(
      name = "swap",
      mixinStandardHelpOptions = true,
      description = "What a swap of models costs a task with many live series.")
  int swap(
      @Option(names = "--hidden", defaultValue = "64", description = "Hidden units.") int hidden,
      @Option(names = "--series", defaultValue = "100000", description = "Live series.") int series,
      @Option(names = "--rounds", defaultValue = "3", description = "Swaps, there and back.")
          int rounds,
      @Option(names = "--json", description = "One line of JSON.") boolean json) {
    if (rounds < 1 || series < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--rounds and --series must be 1 or more, found %d and %d".formatted(rounds, series));
    }
    return print(SwapBench.run(hidden, series, rounds), json);
  }

  /** What a training step costs. */
  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description =
          "What a training step costs beside a bare loop, the matrix products alone, and PyTorch.")
  int train(
      @Option(names = "--cell", defaultValue = "gru", description = "gru or lstm.") String cell,
      @Option(names = "--hidden", defaultValue = "64", description = "Hidden units.") int hidden,
      @Option(names = "--batch", defaultValue = "32", description = "Windows in a step.") int batch,
      @Option(names = "--rounds", defaultValue = "5", description = "Measurements of a variant.")
          int rounds,
      @Option(names = "--seconds", defaultValue = "10", description = "Length of a measurement.")
          double seconds,
      @Option(names = "--json", description = "One line of JSON.") boolean json) {
    if (rounds < 1 || seconds <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--rounds must be 1 or more and --seconds above 0, found %d and %s"
              .formatted(rounds, seconds));
    }
    return print(
        TrainBench.run(
            new TrainTask(cell, hidden, batch), rounds, Duration.ofNanos((long) (seconds * 1e9))),
        json);
  }

  private int print(BenchReport report, boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.toJson() : report.toText());
    out.flush();
    return 0;
  }
}

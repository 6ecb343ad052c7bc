package io.foreflow.benchmarks;

import io.foreflow.benchmarks.accuracy.AccuracyBench;
import io.foreflow.benchmarks.accuracy.AccuracyResult;
import io.foreflow.benchmarks.accuracy.AccuracyTasks;
import io.foreflow.benchmarks.job.JobCommand;
import io.foreflow.benchmarks.job.LatencyCommand;
import io.foreflow.benchmarks.memory.MemoryCommand;
import io.foreflow.trainer.fit.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    subcommands = {
      JobCommand.class,
      LatencyCommand.class,
      MemoryCommand.class,
      ReplayCommand.class
    },
    description = {
      "Measures what Foreflow claims: its speed, variants side by side, and its accuracy.",
      "",
      "Examples:",
      "  foreflow bench step                what one step of a model costs",
      "  foreflow bench step --json         the same as one line of JSON",
      "  foreflow bench job                 what the job pays for a reading, beside other ways",
      "  foreflow bench latency             from a reading to its forecast, under load",
      "  foreflow bench memory              what a series takes of memory and disk",
      "  foreflow bench replay              what it costs to catch up",
      "  foreflow bench swap                what it costs to swap a model under live series",
      "  foreflow bench train               what a training step costs",
      "  foreflow bench accuracy --data DIR --out DIR",
      "                                     how good forecasts of public data sets are",
      ""
    })
public final class Bench {

  @Spec private CommandSpec spec;

  private Bench() {}

  /** Runs one benchmark and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Not a return: a library's thread left behind must not keep the process.
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + failure);
              return 1;
            });
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
      @Option(
              names = "--python",
              description =
                  "Interpreter with PyTorch to compare with. Default: python3, else"
                      + " /usr/bin/python3.")
          Optional<String> python,
      @Option(names = "--json", description = "One line of JSON.") boolean json) {
    if (rounds < 1 || seconds <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--rounds must be 1 or more and --seconds above 0, found %d and %s"
              .formatted(rounds, seconds));
    }
    return print(
        TrainBench.run(
            new TrainTask(cell, hidden, batch),
            rounds,
            Duration.ofNanos((long) (seconds * 1e9)),
            python.map(List::of).orElse(PythonLoop.USUAL)),
        json);
  }

  /** Forecasts of public data sets. */
  @Command(
      name = "accuracy",
      mixinStandardHelpOptions = true,
      description = {
        "Trains on public data sets, one fixed configuration for each, and writes the forecasts",
        "of the file, stepped reading by reading, for others to score. Prints a summary as JSON."
      })
  int accuracy(
      @Option(
              names = "--task",
              defaultValue = "all",
              description = "m4-hourly, etth1-24, etth1-96, taxi-nab, los, or all.")
          String task,
      @Option(
              names = "--data",
              required = true,
              description = "Folder with the data sets: m4, ett, nab, los_loop.")
          Path data,
      @Option(names = "--out", required = true, description = "Folder for files and forecasts.")
          Path out,
      @Option(
              names = "--set",
              description = "A training option to try in place of the task's own, NAME=VALUE.")
          Map<String, String> set) {
    List<String> names = AccuracyTasks.names();
    if (!task.equals("all") && !names.contains(task)) {
      throw new ParameterException(
          spec.commandLine(), "--task is %s, it must be one of %s, or all".formatted(task, names));
    }
    AccuracyBench bench = new AccuracyBench(data, out, set == null ? Map.of() : set);
    List<AccuracyResult> results = new ArrayList<>();
    try {
      for (String one : task.equals("all") ? names : List.of(task)) {
        results.add(bench.run(one, TrainingListener.NONE));
      }
      return print(new AccuracySummary(Machine.current(), Commit.current(), results), out);
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println("foreflow bench accuracy: " + e.getMessage());
      return 1;
    }
  }

  private int print(AccuracySummary summary, Path out) throws IOException {
    String json = summary.toJson();
    Files.writeString(out.resolve("summary.json"), json + System.lineSeparator());
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(json);
    writer.flush();
    return 0;
  }

  private int print(BenchReport report, boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.toJson() : report.toText());
    out.flush();
    return 0;
  }
}
